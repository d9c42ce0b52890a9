package dev.zoneledger.ingest.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.testing.Allocated;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever arrives, readers answer with an entry or with faults, and with nothing else. */
class MalformedInputTest {

    private static final int TRIES = 10_000;

    /** For some kilobytes. */
    private static final long MAX_ALLOCATED = 8 << 20;

    private static final EntryReader ENTRIES = new EntryReader(Limits.DEFAULT);
    private static final CloudEventReader EVENTS = new CloudEventReader(Limits.DEFAULT);
    private static final Ndjson NDJSON = new Ndjson(Limits.of(Map.of("entry", "64K")));

    private static final String EVENT =
            "{\"specversion\":\"1.0\",\"type\":\"zone.capacity.reported.v1\",\"source\":\"urn:a\",\"id\":\"1\",\"data\":"
                    + Samples.CAPACITY.replace("\"type\": \"claim\", ", "") + "}";

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void shouldAnswerLinesWithAnEntryOrFaults(@ForAll("lines") byte[] line) {
        Faults faults = new Faults(1000);
        Entry entry = bounded(() -> ENTRIES.line(line, 0, line.length, faults));
        assertThat(entry.event() == null).isEqualTo(faults.count() > 0);
        assertThat(entry).isEqualTo(ENTRIES.explainedLine(line, 0, line.length, new Faults(0)));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void shouldAnswerPostsWithEntriesOrFaults(@ForAll("posts") byte[] body) {
        Faults faults = new Faults(1000);
        List<Entry> entries = new ArrayList<>();
        bounded(() -> {
            ENTRIES.post(Kind.CLAIM.alone(), body, faults, (entry, pointer) -> entries.add(entry));
            return entries;
        });
        List<Entry> explained = new ArrayList<>();
        ENTRIES.explainedPost(Kind.CLAIM.alone(), body, new Faults(0), (entry, pointer) -> explained.add(entry));
        assertThat(entries).isEqualTo(explained);
        assertThat(faults.count() > 0 || entries.stream().allMatch(each -> each.event() != null))
                .isTrue();
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void shouldAnswerEventsWithEntriesOrFaults(@ForAll("events") byte[] body) {
        for (int mode = 0; mode < 3; mode++) {
            Faults faults = new Faults(1000);
            List<Entry> entries = new ArrayList<>();
            int present = mode;
            bounded(() -> {
                read(present, body, faults, entries);
                return entries;
            });
            assertThat(faults.count() > 0 || entries.stream().allMatch(each -> each.event() != null))
                    .isTrue();
        }
    }

    private static void read(int mode, byte[] body, Faults faults, List<Entry> entries) {
        switch (mode) {
            case 0 -> EVENTS.structured(body, faults, event -> entries.add(event.entry()));
            case 1 -> EVENTS.batch(body, faults, event -> entries.add(event.entry()));
            default ->
                EVENTS.binary(
                        name -> name.equals("ce-specversion") ? "1.0" : new String(body, StandardCharsets.ISO_8859_1),
                        body,
                        faults,
                        event -> entries.add(event.entry()));
        }
    }

    private static <T> T bounded(Supplier<T> reading) {
        AtomicReference<T> result = new AtomicReference<>();
        assertThat(Allocated.by(() -> result.set(reading.get()))).isLessThan(MAX_ALLOCATED);
        return result.get();
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void shouldGiveBackEveryLineThatItRejects(@ForAll("lines") byte[] file) throws Exception {
        var rejectedFile = new ByteArrayOutputStream();
        int rejected = 0;
        try (EntrySource source = NDJSON.open(new ByteArrayInputStream(file), Map.of());
                var into = source.rejectedInto(rejectedFile)) {
            while (source.next()) {
                if (source.read(new Faults(0)).event() == null) {
                    into.add(row -> "why");
                    rejected++;
                }
            }
        }
        assertThat(rejectedFile.toString(StandardCharsets.UTF_8).lines()).hasSize(rejected);
    }

    @Provide
    Arbitrary<byte[]> lines() {
        return Arbitraries.oneOf(
                broken(Samples.CAPACITY), broken(Samples.CAPACITY.replace("3000", "1e999")), anything());
    }

    @Provide
    Arbitrary<byte[]> posts() {
        String claim = Samples.CAPACITY.replace("\"type\": \"claim\", ", "");
        return Arbitraries.oneOf(broken(claim), broken("[" + claim + "," + claim + "]"), anything());
    }

    @Provide
    Arbitrary<byte[]> events() {
        return Arbitraries.oneOf(broken(EVENT), broken("[" + EVENT + "," + EVENT + "]"), anything());
    }

    private static Arbitrary<byte[]> anything() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    }

    /** The text with one to four of its parts cut out, doubled or replaced by something nasty. */
    private static Arbitrary<byte[]> broken(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Arbitrary<byte[]> nasty = Arbitraries.of(
                        "",
                        "null",
                        "[",
                        "{",
                        "}",
                        "]",
                        "\"",
                        ",",
                        ":",
                        "NaN",
                        "-Infinity",
                        "1e2147483647",
                        "-0",
                        "0x1",
                        "\\u0000",
                        "\\ud800",
                        "\\",
                        "true",
                        "\"\"",
                        "{\"a\":".repeat(60),
                        "[".repeat(3000),
                        "9".repeat(200),
                        "\u0000",
                        "\uFEFF",
                        "包",
                        "\"id\":\"../../etc\",",
                        "\"zone\":\"<script>\",",
                        "\"revision\":0,",
                        "\"revision\":99999999999,",
                        "\"date\":\"2020-02-31\",",
                        "\"value\":-1,",
                        "\"unit\":\"%s\",",
                        "\r\n")
                .map(each -> each.getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> piece = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, nasty),
                net.jqwik.api.Tuple.of(
                        1, Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(3)));
        Arbitrary<Cut> cut = Combinators.combine(
                        Arbitraries.integers().between(0, bytes.length),
                        Arbitraries.integers().between(0, 12),
                        piece)
                .as(Cut::new);
        return cut.list().ofMinSize(1).ofMaxSize(4).map(cuts -> {
            byte[] result = bytes;
            for (Cut each : cuts) {
                result = each.in(result);
            }
            return result;
        });
    }

    private record Cut(int at, int length, byte[] piece) {
        byte[] in(byte[] bytes) {
            int from = Math.min(at, bytes.length);
            int to = Math.min(from + length, bytes.length);
            var result = new ByteArrayOutputStream();
            result.write(bytes, 0, from);
            result.writeBytes(piece);
            result.write(bytes, to, bytes.length - to);
            return result.toByteArray();
        }
    }
}
