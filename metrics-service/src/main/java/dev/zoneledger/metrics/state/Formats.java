package dev.zoneledger.metrics.state;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.zoneledger.contract.ClaimMark;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.Supersession;
import dev.zoneledger.contract.Version;
import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Presence;
import dev.zoneledger.metrics.ledger.Reason;
import dev.zoneledger.metrics.ledger.Registration;
import dev.zoneledger.metrics.ledger.Total;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * How the stores keep their values: claims as JSON, what is read and written with every record as fields joined by a
 * character that is in none of them. The stores are a fold of the log: who changes a form gives
 * the application a new id, and the log is read anew.
 */
final class Formats {

    private static final String SPLIT = "\\|";
    private static final String SEPARATOR = "|";

    private static final ObjectMapper MAPPER = Json.mapper().addMixIn(ClaimMark.class, NamedMark.class);
    private static final ObjectReader CLAIM_READER = MAPPER.readerFor(ClaimState.class);
    private static final ObjectWriter CLAIM_WRITER = MAPPER.writerFor(ClaimState.class);

    /** In the log the event's type says which mark it is; here there is none. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Reranking.class, name = "reranking"),
        @JsonSubTypes.Type(value = Supersession.class, name = "supersession"),
        @JsonSubTypes.Type(value = Retraction.class, name = "retraction")
    })
    private interface NamedMark {}

    private Formats() {}

    static Serde<ClaimState> claims() {
        return Serdes.serdeFrom(
                (topic, state) -> state == null ? null : write(state),
                (topic, bytes) -> bytes == null ? null : read(bytes));
    }

    static Serde<Entry> entries() {
        return text(Formats::write, Formats::entry);
    }

    static Serde<Registration> registrations() {
        return text(Formats::write, Formats::registration);
    }

    static Serde<Merged> merges() {
        return text(Formats::write, Formats::merged);
    }

    static Serde<Total> totals() {
        return text(Formats::write, Formats::total);
    }

    static Serde<Presence> presences() {
        return text(presence -> presence.figures() + SEPARATOR + presence.claims(), Formats::presence);
    }

    private static <T> Serde<T> text(Function<T, String> write, Function<String[], T> read) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : write.apply(value).getBytes(StandardCharsets.UTF_8),
                (topic, bytes) ->
                        bytes == null ? null : read.apply(new String(bytes, StandardCharsets.UTF_8).split(SPLIT, -1)));
    }

    private static byte[] write(ClaimState state) {
        try {
            return CLAIM_WRITER.writeValueAsBytes(state);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClaimState read(byte[] bytes) {
        try {
            return CLAIM_READER.readValue(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(Entry entry) {
        Entry.Figure figure = entry.figure();
        return String.join(
                SEPARATOR,
                entry.claim(),
                text(entry.stated()),
                entry.place(),
                entry.slot(),
                entry.from().equals(LocalDate.MIN) ? "" : entry.from().toString(),
                entry.notLater() ? "not-later" : "",
                entry.barred() == null ? "" : entry.barred().name(),
                entry.preferred() ? "preferred" : "",
                text(entry.publishedOn()),
                entry.unit(),
                figure == null ? "" : figure.qualifier().code(),
                figure == null ? "" : figure.value().toPlainString());
    }

    private static Entry entry(String[] fields) {
        return new Entry(
                fields[0],
                orNull(fields[1]),
                fields[2],
                fields[3],
                fields[4].isEmpty() ? LocalDate.MIN : LocalDate.parse(fields[4]),
                !fields[5].isEmpty(),
                fields[6].isEmpty() ? null : Reason.valueOf(fields[6]),
                !fields[7].isEmpty(),
                orNull(fields[8]),
                fields[9],
                fields[10].isEmpty() ? null : new Entry.Figure(new BigDecimal(fields[11]), Qualifier.of(fields[10])));
    }

    private static String write(Merged merged) {
        return String.join(
                SEPARATOR,
                Integer.toString(merged.version().revision()),
                merged.version().hash(),
                text(merged.into()));
    }

    private static Merged merged(String[] fields) {
        return new Merged(new Version(Integer.parseInt(fields[0]), fields[1]), orNull(fields[2]));
    }

    private static String write(Registration registration) {
        return String.join(
                SEPARATOR,
                Integer.toString(registration.version().revision()),
                registration.version().hash(),
                text(registration.organisation()),
                registration.outsideZone() ? "outside" : "",
                String.join(",", registration.places()));
    }

    private static Registration registration(String[] fields) {
        return new Registration(
                new Version(Integer.parseInt(fields[0]), fields[1]),
                orNull(fields[2]),
                !fields[3].isEmpty(),
                Set.of(fields[4].split(",", -1)));
    }

    private static String write(Total total) {
        return total.value().toPlainString()
                + SEPARATOR
                + total.lower().toPlainString()
                + SEPARATOR
                + total.closed().toPlainString()
                + SEPARATOR
                + total.open()
                + SEPARATOR
                + total.claims()
                + SEPARATOR
                + total.approximate()
                + SEPARATOR
                + total.withoutFigure()
                + SEPARATOR
                + total.begunBy();
    }

    private static Total total(String[] fields) {
        return new Total(
                new BigDecimal(fields[0]),
                new BigDecimal(fields[1]),
                new BigDecimal(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[4]),
                Long.parseLong(fields[5]),
                Long.parseLong(fields[6]),
                Long.parseLong(fields[7]));
    }

    private static Presence presence(String[] fields) {
        return new Presence(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
