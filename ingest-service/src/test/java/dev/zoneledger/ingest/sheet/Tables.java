package dev.zoneledger.ingest.sheet;

import dev.zoneledger.ingest.entry.Entry;
import dev.zoneledger.ingest.entry.EntryFormat;
import dev.zoneledger.ingest.entry.EntrySource;
import dev.zoneledger.ingest.entry.Faults;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Tables as an import reads them. */
public final class Tables {

    private Tables() {}

    static List<Entry> read(EntryFormat format, byte[] table, Faults faults) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (EntrySource source = format.open(new ByteArrayInputStream(table), Map.of())) {
            while (source.next()) {
                faults.inRow(source.row());
                entries.add(source.read(faults));
            }
        }
        return entries;
    }

    /** The parts of a workbook by name. */
    public static Map<String, byte[]> parts(byte[] workbook) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try {
            Path path = Files.createTempFile("workbook", ".xlsx");
            Files.write(path, workbook);
            try (ZipFile zip = new ZipFile(path.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
                }
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    /** A workbook of such parts. */
    public static byte[] zipped(Map<String, byte[]> parts) throws IOException {
        var file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return file.toByteArray();
    }
}
