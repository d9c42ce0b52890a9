package dev.zoneledger.ingest.sheet;

import dev.zoneledger.ingest.entry.EntryFormat;
import dev.zoneledger.ingest.entry.EntrySource;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Tables as text: comma, semicolon or tab between the cells; UTF-8, UTF-16 with its mark, or GB18030. */
@Singleton
public final class Csv implements EntryFormat {

    public static final String MEDIA_TYPE = "text/csv";

    private final SheetLimits limits;

    Csv(SheetLimits limits) {
        this.limits = limits;
    }

    @Override
    public String mediaType() {
        return MEDIA_TYPE;
    }

    @Override
    public List<String> fileEndings() {
        return List.of(".csv");
    }

    @Override
    public EntrySource open(InputStream file, Map<String, String> parameters) throws IOException {
        return new TableEntries(
                CsvTable.open(file, parameters.get("charset"), limits),
                Forms.builtIn().ofParameter(parameters.get("type")),
                limits);
    }
}
