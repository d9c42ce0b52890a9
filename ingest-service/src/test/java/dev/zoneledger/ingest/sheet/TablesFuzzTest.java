package dev.zoneledger.ingest.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.ingest.entry.Entry;
import dev.zoneledger.ingest.entry.EntryFormat;
import dev.zoneledger.ingest.entry.Faults;
import dev.zoneledger.rest.ProblemException;
import dev.zoneledger.testing.Allocated;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Whatever is sent as a table ends in entries and faults, or in a problem that says why it cannot be read. */
class TablesFuzzTest {

    private static final EntryFormat CSV = new Csv(Limits.DEFAULT);
    private static final EntryFormat XLSX = new Xlsx(Limits.DEFAULT);

    /** So many files of each form must have had a fault. */
    private static final int MALFORMED = 10_000;

    /** For a file of some kilobytes. */
    private static final long MAX_ALLOCATED = 32 << 20;

    private static final Map<EntryFormat, AtomicInteger> SEEN =
            Map.of(CSV, new AtomicInteger(), XLSX, new AtomicInteger());

    private static final String HEADERS = "zone,organisation,measure,product,figure,unit,status,effective from,source";
    private static final List<String> ROWS = List.of(
            "z,o,capacity,ndfeb-sintered,\"3,000 t/a\",,operating,2020-10-15,urn:a:1",
            "z,o,产能,烧结钕铁硼,0.5万吨,,在产,2020年9月,\"a \"\"text\"\"\"",
            "z,,capacity,ndfeb-bonded,> 900,t/a,在建,by 2020-10,urn:a:2");

    private static final String[] FILLED = {
        "z", "o", "capacity", "ndfeb-sintered", "3,000 t/a", "", "operating", "2020-10-15", "urn:a:1"
    };

    private static final List<byte[]> CSV_FILES = List.of(
            (HEADERS + "\n" + String.join("\n", ROWS) + "\n").getBytes(StandardCharsets.UTF_8),
            new Template(Forms.builtIn().find("organisations")).csv());
    private static final List<Map<String, byte[]>> XLSX_FILES = List.of(
            Tables.parts(workbook()), Tables.parts(new Template(Forms.builtIn().find("projects")).xlsx()));
    private static final List<String> PARTS_READ = List.of(
            "_rels/.rels",
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/styles.xml",
            "xl/sharedStrings.xml",
            "xl/worksheets/sheet1.xml");

    private static final List<String> NASTY = List.of(
            "\"",
            "\"\"",
            ",",
            ";",
            "\t",
            "\n",
            "\r",
            "\u0000",
            "\uFFFD",
            "\uFEFF",
            "#",
            "=cmd|' /C calc'!A0",
            "-",
            "1e999999999",
            "9".repeat(400),
            "2020-02-31",
            "0/0",
            "万亿亿亿亿",
            "\uD83D\uDE00",
            "<",
            ">",
            "&",
            "]]>",
            "<!--",
            "<![CDATA[",
            "<!DOCTYPE a [",
            "&a;",
            "</row>",
            "<row r=\"99999999999\">",
            "<c r=\"ZZZZ9\">",
            "<c t=\"s\"><v>4294967296</v></c>",
            "r=\"",
            "t=\"e\"",
            "<v>",
            "</v>",
            "<si>",
            "</sst>",
            "s=\"-1\"",
            "x".repeat(500));

    @AfterContainer
    static void requireThatEnoughHadAFault() {
        assertThat(SEEN.values())
                .allSatisfy(malformed -> assertThat(malformed.get()).isGreaterThanOrEqualTo(MALFORMED));
    }

    @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
    void shouldSurviveAnyText(@ForAll("texts") String text) {
        survives(CSV, text.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 7_000, shrinking = ShrinkingMode.OFF)
    void shouldSurviveABrokenCsv(@ForAll long seed) {
        Random random = new Random(seed);
        survives(CSV, mutated(oneOf(CSV_FILES, random), random));
    }

    @Property(tries = 7_000, shrinking = ShrinkingMode.OFF)
    void shouldSurviveABrokenPartOfAWorkbook(@ForAll long seed) throws IOException {
        // Given
        Random random = new Random(seed);
        Map<String, byte[]> parts = new LinkedHashMap<>(oneOf(XLSX_FILES, random));
        List<String> names = PARTS_READ.stream().filter(parts::containsKey).toList();
        String name = oneOf(names, random);
        parts.put(name, mutated(parts.get(name), random));

        // When, then
        survives(XLSX, Tables.zipped(parts));
    }

    @Property(tries = 5_500, shrinking = ShrinkingMode.OFF)
    void shouldSurviveABrokenZip(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        survives(XLSX, mutated(Tables.zipped(oneOf(XLSX_FILES, random)), random));
    }

    private static <T> T oneOf(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static byte[] workbook() {
        var file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "Test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Claims");
            String[] headers = HEADERS.split(",");
            for (int row = 0; row < 10; row++) {
                String[] cells = row == 0 ? headers : FILLED;
                for (int i = 0; i < headers.length; i++) {
                    sheet.value(row, i, cells[i]);
                }
                if (row % 2 == 1) {
                    sheet.value(row, 4, 3000.5);
                    sheet.value(row, 5, "t/a");
                    sheet.value(row, 7, LocalDate.of(2020, 10, row));
                    sheet.style(row, 7).format("yyyy-mm").set();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static void survives(EntryFormat format, byte[] file) {
        assertThat(Allocated.by(() -> endsInEntriesOrARefusal(format, file))).isLessThan(MAX_ALLOCATED);
    }

    private static void endsInEntriesOrARefusal(EntryFormat format, byte[] file) {
        Faults faults = new Faults(20);
        try {
            List<Entry> entries = Tables.read(format, file, faults);
            if (faults.count() > 0) {
                SEEN.get(format).incrementAndGet();
            }
            assertThat(entries.stream().filter(entry -> entry.event() == null).count())
                    .isLessThanOrEqualTo(faults.count());
            assertThat(faults.told())
                    .noneSatisfy(fault -> assertThat(fault.detail()).contains("refused by the contract"));
        } catch (ProblemException refusal) {
            SEEN.get(format).incrementAndGet();
            assertThat(refusal.problem().status()).isIn(400, 413);
            assertThat(refusal.problem().detail()).isNotBlank();
        } catch (IOException e) {
            throw new AssertionError("a file that was sent as a whole did not break off", e);
        }
    }

    private static byte[] mutated(byte[] file, Random random) {
        byte[] bytes = file.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(bytes.length + 1);
            switch (random.nextInt(4)) {
                case 0 -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
                case 1 -> bytes[at % bytes.length] = (byte) random.nextInt(256);
                case 2 ->
                    bytes = spliced(
                            bytes, at, NASTY.get(random.nextInt(NASTY.size())).getBytes(StandardCharsets.UTF_8));
                default ->
                    bytes = spliced(
                            bytes,
                            at,
                            java.util.Arrays.copyOfRange(bytes, at / 2, Math.min(bytes.length, at / 2 + 200)));
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] file, int at, byte[] piece) {
        byte[] longer = new byte[file.length + piece.length];
        System.arraycopy(file, 0, longer, 0, at);
        System.arraycopy(piece, 0, longer, at, piece.length);
        System.arraycopy(file, at, longer, at + piece.length, file.length - at);
        return longer;
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> cells = Arbitraries.oneOf(
                Arbitraries.of(NASTY),
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.of(
                        "zone", "id", "name", "role", "figure", "产能（万吨）", "source", "measure", "period", "project",
                        "phase"));
        return Arbitraries.oneOf(
                cells.list().ofMaxSize(40).map(list -> String.join(",", list)),
                cells.list().ofMaxSize(40).map(list -> "zone,id,name,role\n" + String.join(",", list)),
                cells.list()
                        .ofMaxSize(40)
                        .map(list -> "zone,measure,product,figure,unit,period,source\nz,output,ndfeb-sintered,"
                                + String.join(",", list)));
    }
}
