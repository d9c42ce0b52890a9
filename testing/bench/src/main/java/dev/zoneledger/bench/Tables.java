package dev.zoneledger.bench;

import io.vertx.core.buffer.Buffer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Claims in tables, as people keep them. */
final class Tables {

    private static final List<String> COLUMNS = List.of(
            "zone", "organisation", "measure", "product", "figure", "status", "effective from", "source", "note");
    private static final int BODIES = 40;

    private Tables() {}

    static byte[] csvHeader() {
        return (String.join(",", COLUMNS) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Rows of about 200 bytes. */
    static List<Buffer> csvBodies() {
        return IntStream.range(0, BODIES)
                .mapToObj(body -> {
                    StringBuilder rows = new StringBuilder();
                    for (int i = 0; i < Payload.LINES; i++) {
                        rows.append('"')
                                .append(String.join("\",\"", cells(body * Payload.LINES + i)))
                                .append("\"\n");
                    }
                    return Buffer.buffer(rows.toString());
                })
                .toList();
    }

    /** A workbook of one sheet, texts within their cells. */
    static Path xlsx(Path folder, int rows) throws IOException {
        Path file = folder.resolve("claims.xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            zip.setLevel(Deflater.BEST_SPEED);
            part(
                    zip,
                    "[Content_Types].xml",
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                            + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
            part(zip, "_rels/.rels", relationship("officeDocument", "xl/workbook.xml"));
            part(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                            + "<sheets><sheet name=\"claims\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            part(zip, "xl/_rels/workbook.xml.rels", relationship("worksheet", "worksheets/sheet1.xml"));
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            write(
                    zip,
                    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                            + row(1, COLUMNS));
            for (int i = 0; i < rows; i++) {
                write(zip, row(i + 2, cells(i)));
            }
            write(zip, "</sheetData></worksheet>");
            zip.closeEntry();
        }
        return file;
    }

    private static List<String> cells(int number) {
        return List.of(
                "bench-zone-" + number / Payload.LINES % 24,
                "organisation-" + number % 5000,
                "capacity",
                "ndfeb-sintered",
                (1 + number * 7919L % 100_000) + " t/a",
                "operating",
                "2020-%02d-%02d".formatted(1 + number % 12, 1 + number % 28),
                "https://example.org/reports/" + number,
                "as told at the forum, paragraph " + number % 50 + ", line " + number);
    }

    private static String row(int number, List<String> cells) {
        StringBuilder row = new StringBuilder("<row r=\"").append(number).append("\">");
        for (int i = 0; i < cells.size(); i++) {
            row.append("<c r=\"")
                    .append((char) ('A' + i))
                    .append(number)
                    .append("\" t=\"inlineStr\"><is><t>")
                    .append(cells.get(i))
                    .append("</t></is></c>");
        }
        return row.append("</row>").toString();
    }

    private static String relationship(String type, String target) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
                + "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type + "\" Target=\""
                + target + "\"/></Relationships>";
    }

    private static void part(ZipOutputStream zip, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        write(zip, xml);
        zip.closeEntry();
    }

    private static void write(OutputStream out, String xml) throws IOException {
        out.write(xml.getBytes(StandardCharsets.UTF_8));
    }
}
