package dev.zoneledger.ingest.sheet;

import dev.zoneledger.ingest.entry.Entry;
import dev.zoneledger.ingest.entry.EntrySource;
import dev.zoneledger.ingest.entry.Faults;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tables as CSV, and their entries. */
final class CsvTables {

    static final String CLAIMS = """
            zone,organisation,measure,product,figure,status,effective from,source
            baotou-rehz,jinmeng,capacity,ndfeb-sintered,"3,000 t/a",operating,2020-10-15,https://example.org/a
            """;

    static final String ORGANISATIONS = "zone,id,name,role\nz,o,A maker,enterprise\n";

    private CsvTables() {}

    static List<Entry> read(byte[] table, Map<String, String> parameters, Faults faults) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (EntrySource source = source(table, parameters)) {
            while (source.next()) {
                faults.inRow(source.row());
                entries.add(source.read(faults));
            }
        }
        return entries;
    }

    static EntrySource source(byte[] table, Map<String, String> parameters) throws IOException {
        return new Csv(Limits.DEFAULT).open(new ByteArrayInputStream(table), parameters);
    }
}
