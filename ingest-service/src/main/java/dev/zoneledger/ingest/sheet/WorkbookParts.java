package dev.zoneledger.ingest.sheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a workbook are.
 *
 * @param sheets those that are visible, in their order
 * @param since1904 whether its days are counted from 1904, as on old Macintoshes
 */
record WorkbookParts(
        List<String> sheets,
        @Nullable String texts,
        @Nullable String styles,
        boolean since1904) {

    private static final int MAX_PARTS = 10_000;

    // Of each text about a part, which are held in memory.
    private static final int MAX_TEXT = 255;

    private record Relation(String type, String target) {}

    static WorkbookParts of(XlsxFile file) throws IOException {
        String workbook = relations(file, "_rels/.rels", "").values().stream()
                .filter(each -> each.type.endsWith("/officeDocument"))
                .map(Relation::target)
                .findFirst()
                .orElse("xl/workbook.xml");
        int slash = workbook.lastIndexOf('/') + 1;
        String folder = workbook.substring(0, slash);
        Map<String, Relation> relations =
                relations(file, folder + "_rels/" + workbook.substring(slash) + ".rels", folder);
        XmlPart part = file.part(workbook);
        if (part == null) {
            throw XlsxFile.noWorkbook();
        }
        List<String> sheets = new ArrayList<>();
        boolean since1904 = false;
        try (part) {
            while (!part.atEnd()) {
                if (!part.nextTag()) {
                    continue;
                }
                if (part.name().equals("workbookPr")) {
                    String value = part.attribute("date1904");
                    since1904 = "1".equals(value) || "true".equals(value);
                } else if (part.name().equals("sheet") && isVisible(part) && sheets.size() < MAX_PARTS) {
                    Relation relation = relations.get(String.valueOf(part.attribute("id")));
                    if (relation != null && relation.type.endsWith("/worksheet")) {
                        sheets.add(relation.target);
                    }
                }
            }
        }
        return new WorkbookParts(sheets, target(relations, "/sharedStrings"), target(relations, "/styles"), since1904);
    }

    private static boolean isVisible(XmlPart sheet) {
        String state = sheet.attribute("state");
        return state == null || state.equals("visible");
    }

    private static @Nullable String target(Map<String, Relation> relations, String type) {
        return relations.values().stream()
                .filter(each -> each.type.endsWith(type))
                .map(Relation::target)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Relation> relations(XlsxFile file, String name, String folder) throws IOException {
        Map<String, Relation> relations = new HashMap<>();
        XmlPart part = file.part(name);
        if (part == null) {
            return relations;
        }
        try (part) {
            while (!part.atEnd() && relations.size() < MAX_PARTS) {
                if (part.nextTag() && part.name().equals("Relationship")) {
                    String target = text(part, "Target");
                    relations.put(
                            text(part, "Id"),
                            new Relation(
                                    text(part, "Type"),
                                    target.startsWith("/") ? target.substring(1) : folder + target));
                }
            }
        }
        return relations;
    }

    private static String text(XmlPart part, String attribute) {
        String text = String.valueOf(part.attribute(attribute));
        if (text.length() > MAX_TEXT) {
            throw Unreadable.file("The workbook says of a part more than " + MAX_TEXT + " characters");
        }
        return text;
    }
}
