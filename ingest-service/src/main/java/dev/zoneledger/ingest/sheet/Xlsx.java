package dev.zoneledger.ingest.sheet;

import dev.zoneledger.ingest.sheet.Forms.Form;
import org.jspecify.annotations.Nullable;

/** Workbooks. */
public final class Xlsx {

    public static final String MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private Xlsx() {}

    static @Nullable Form form(@Nullable String type) {
        if (type == null) {
            return null;
        }
        Form form = Forms.builtIn().find(type);
        if (form == null) {
            throw Unreadable.file(
                    "There is no such table as the content type's parameter type names; expected claims, projects or organisations");
        }
        return form;
    }
}
