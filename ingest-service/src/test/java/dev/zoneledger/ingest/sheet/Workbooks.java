package dev.zoneledger.ingest.sheet;

import dev.zoneledger.ingest.entry.Entry;
import dev.zoneledger.ingest.entry.EntrySource;
import dev.zoneledger.ingest.entry.Faults;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Workbooks that tests fill, and their entries. */
final class Workbooks {

    static final List<String> HEADERS =
            List.of("Zone", "Measure", "Product", "Figure", "Unit", "Status", "Effective from", "Source");

    private Workbooks() {}

    /** Writes into the cells of a row that the test is about. */
    interface Filling {
        void fill(Worksheet sheet, int row);
    }

    static String headers() {
        return HEADERS.stream()
                .map(header -> "<c t=\"inlineStr\"><is><t>" + header + "</t></is></c>")
                .collect(Collectors.joining("", "<row r=\"1\">", "</row>"));
    }

    /** A workbook of these parts, and of those that name them in the shortest form unless they are given. */
    static byte[] zip(Map<String, String> parts) throws IOException {
        String type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"a\"/></sheets></workbook>");
        all.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"a\" Type=\"" + type
                        + "worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                        + "<Relationship Id=\"b\" Type=\"" + type + "sharedStrings\" Target=\"sharedStrings.xml\"/>"
                        + "</Relationships>");
        all.putAll(parts);
        var file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            for (var part : all.entrySet()) {
                put(zip, part.getKey(), part.getValue());
            }
        }
        return file.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    static byte[] of(Filling filling) throws IOException {
        var file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "Test", "1.0")) {
            fill(workbook.newWorksheet("Claims"), filling);
        }
        return file.toByteArray();
    }

    static void fill(Worksheet sheet, Filling filling) {
        for (int i = 0; i < HEADERS.size(); i++) {
            sheet.value(1, i, HEADERS.get(i));
        }
        fill(sheet, 2);
        filling.fill(sheet, 2);
    }

    static void fill(Worksheet sheet, int row) {
        sheet.value(row, 0, "z");
        sheet.value(row, 1, "capacity");
        sheet.value(row, 2, "ndfeb-sintered");
        sheet.value(row, 4, "t/a");
        sheet.value(row, 5, "operating");
        sheet.value(row, 7, "urn:a:1");
    }

    static EntrySource source(byte[] workbook, SheetLimits limits) throws IOException {
        return new Xlsx(limits).open(new ByteArrayInputStream(workbook), Map.of());
    }

    static List<Entry> read(byte[] workbook, SheetLimits limits, Faults faults) throws IOException {
        return Tables.read(new Xlsx(limits), workbook, faults);
    }
}
