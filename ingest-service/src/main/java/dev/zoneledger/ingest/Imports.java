package dev.zoneledger.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventCodec.Encoded;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.ingest.Writer.Rights;
import dev.zoneledger.ingest.entry.Entry;
import dev.zoneledger.ingest.entry.EntryFormat;
import dev.zoneledger.ingest.entry.EntrySource;
import dev.zoneledger.ingest.entry.Faults;
import dev.zoneledger.ingest.entry.IngestLimits;
import dev.zoneledger.ingest.entry.Kind;
import dev.zoneledger.ingest.log.Flight;
import dev.zoneledger.ingest.log.Flight.Landing;
import dev.zoneledger.ingest.log.LogWriter;
import dev.zoneledger.rest.Positions;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Problem.FieldError;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Imports: one entry a line, read and published as the lines arrive. Good lines are published, bad ones reported; what is held
 * in memory is one line, the bytes that are on their way to the log and the first errors.
 */
@Singleton
final class Imports {

    private final IngestLimits limits;
    private final Writer writer;
    private final LogWriter log;
    private final EntryCounts counts;
    private final EventCodec codec = new EventCodec();
    private final List<EntryFormat> formats;

    Imports(IngestLimits limits, Writer writer, LogWriter log, EntryCounts counts, @All List<EntryFormat> formats) {
        this.limits = limits;
        this.writer = writer;
        this.log = log;
        this.counts = counts;
        this.formats = formats;
    }

    /**
     * What became of the lines.
     *
     * @param position the greatest offset of each partition written to
     * @param errors the first so many, by the number of their line
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Report(long accepted, long rejected, String position, List<FieldError> errors) {}

    /** Answers when every line has been read and every record that was sent is acknowledged or given up. */
    Response run(InputStream stream, MediaType type) {
        EntryFormat format = formats.stream()
                .filter(each -> each.mediaType().equals(type.getType() + "/" + type.getSubtype()))
                .findFirst()
                .orElseThrow(NotSupportedException::new);
        try (EntrySource source = format.open(stream, type.getParameters())) {
            return answer(new Run(writer.rights(), source));
        } catch (IOException e) {
            throw Problem.of(400, "body-broken-off", "The body broke off", "The body did not arrive as a whole")
                    .asException();
        }
    }

    private Response answer(Run run) {
        boolean whole = run.readAll();
        Landing landing = run.flight.land().toCompletableFuture().join();
        if (landing.failure() != null) {
            throw LogUnavailable.after(landing, run.sent);
        }
        run.accepted.forEach(counts::accepted);
        if (!whole) {
            throw Problem.of(
                            400,
                            "body-broken-off",
                            "The body broke off",
                            "The body broke off after line " + run.source.row() + "; " + run.sent
                                    + " entries are on record. Send all of it again: they change nothing")
                    .asException();
        }
        return landing.position() == null
                ? throwNothingAccepted(run)
                : Response.accepted(new Report(
                                run.sent, run.rejected, landing.position().toString(), run.faults.told()))
                        .header(Positions.HEADER, landing.position().toString())
                        .build();
    }

    private static Response throwNothingAccepted(Run run) {
        if (run.rejected == 0) {
            throw Problem.invalidInput(
                            "There is nothing to import",
                            List.of(FieldError.at("", "the body is empty; expected one object a line", null)))
                    .asException();
        }
        if (run.forbiddenZone != null && run.forbidden == run.rejected) {
            throw Rights.refusal(run.forbiddenZone);
        }
        throw Problem.invalidInput("Nothing was published; " + run.rejected + " lines were rejected", run.faults.told())
                .asException();
    }

    /** One import under way. */
    private final class Run {
        private final Rights rights;
        private final EntrySource source;
        private final Flight flight = log.takeOff();
        private final Faults faults = new Faults(limits.errorsOfImport());
        private final Map<Kind, Long> accepted = new EnumMap<>(Kind.class);
        private long sent;
        private long rejected;
        private long forbidden;
        private @Nullable String forbiddenZone;

        Run(Rights rights, EntrySource source) {
            this.rights = rights;
            this.source = source;
        }

        /** False if the body broke off. */
        boolean readAll() {
            try {
                while (!flight.hasFailed() && source.next()) {
                    readEntry();
                }
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        private void readEntry() {
            faults.inRow(source.row());
            Entry entry = source.read(faults);
            ZoneEvent event = entry.event();
            Kind kind = entry.kind();
            if (event == null || kind == null) {
                rejected(kind);
                return;
            }
            if (!rights.mayWriteTo(event.zone())) {
                forbidden++;
                forbiddenZone = event.zone();
                reject(kind, Rights.refusalOf(event.zone()));
                return;
            }
            if (kind == Kind.RERANKING && !rights.steward()) {
                reject(kind, "only a steward decides on ranks");
                return;
            }
            Encoded encoded = codec.encode(event, EntriesResource.EVENT_SOURCE, null);
            flight.send(encoded);
            sent++;
            accepted.merge(kind, 1L, Long::sum);
        }

        private void reject(@Nullable Kind kind, String detail) {
            faults.add(() -> FieldError.at("", detail, null));
            rejected(kind);
        }

        private void rejected(@Nullable Kind kind) {
            rejected++;
            counts.rejected(kind, 1);
        }
    }
}
