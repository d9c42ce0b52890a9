package dev.zoneledger.ingest.sheet;

import dev.zoneledger.ingest.entry.EntryFormat;
import dev.zoneledger.ingest.entry.EntrySource;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Workbooks: the first visible sheet that has the headers of a table is read. */
@Singleton
public final class Xlsx implements EntryFormat {

    public static final String MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final SheetLimits limits;

    Xlsx(SheetLimits limits) {
        this.limits = limits;
    }

    @Override
    public String mediaType() {
        return MEDIA_TYPE;
    }

    @Override
    public List<String> fileEndings() {
        return List.of(".xlsx");
    }

    @Override
    public EntrySource open(InputStream file, Map<String, String> parameters) throws IOException {
        Forms.Form form = Forms.builtIn().ofParameter(parameters.get("type"));
        return new TableEntries(XlsxTable.open(file, limits), form, limits);
    }
}
