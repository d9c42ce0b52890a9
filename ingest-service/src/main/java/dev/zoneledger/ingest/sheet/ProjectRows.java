package dev.zoneledger.ingest.sheet;

import dev.zoneledger.ingest.sheet.Table.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A project stands in several rows, one for each line: this puts its phases and lines together. */
final class ProjectRows {

    private final Map<String, @Nullable Object> project;
    private final List<Map<String, @Nullable Object>> phases = new ArrayList<>();

    /** Rows by the JSON pointer of what they say. */
    private final Map<String, List<Row>> said = new HashMap<>();

    /** @param tree of its first row, which says what the project is */
    ProjectRows(Row first, Map<String, @Nullable Object> tree, CellFaults faults) {
        this.project = tree;
        says("", first);
        addPhase(tree.remove("phases"), faults, first);
    }

    /** A further row: its phase and line, and nothing that the first row says otherwise. */
    void add(Row row, Map<String, @Nullable Object> tree, CellFaults faults) {
        Object phase = tree.remove("phases");
        tree.forEach((name, value) -> {
            if (!Objects.equals(value, project.get(name))) {
                faults.add("/" + name, of(row) + " says otherwise than the first row of the project", null);
            }
        });
        addPhase(phase, faults, row);
    }

    /** The rows that say what is at that JSON pointer, or what it is a part of; the first row if none does. */
    List<Row> said(String pointer) {
        String wider = pointer;
        while (!said.containsKey(wider)) {
            wider = wider.substring(0, wider.lastIndexOf('/'));
        }
        return Objects.requireNonNull(said.get(wider));
    }

    private void says(String pointer, Row row) {
        said.computeIfAbsent(pointer, key -> new ArrayList<>()).add(row);
    }

    private static String of(Row row) {
        return "row " + row.number();
    }

    Map<String, @Nullable Object> tree() {
        if (!phases.isEmpty()) {
            project.put("phases", phases);
        }
        return project;
    }

    /** The place of the phase of that id, or of the last one if the row says nothing of a phase; behind them if it is new. */
    private int placeOf(Map<String, @Nullable Object> phase) {
        Object id = phase.get("id");
        for (int i = 0; id != null && i < phases.size(); i++) {
            if (id.equals(phases.get(i).get("id"))) {
                return i;
            }
        }
        return phase.isEmpty() && !phases.isEmpty() ? phases.size() - 1 : phases.size();
    }

    // Made by EntryTree, of texts.
    @SuppressWarnings("unchecked")
    private void addPhase(@Nullable Object cells, CellFaults faults, Row row) {
        if (!(cells instanceof Map<?, ?> map)) {
            return;
        }
        Map<String, @Nullable Object> phase = new LinkedHashMap<>((Map<String, @Nullable Object>) map);
        Object line = phase.remove("lines");
        int place = placeOf(phase);
        if (place == phases.size()) {
            phases.add(new LinkedHashMap<>());
        }
        Map<String, @Nullable Object> known = phases.get(place);
        String pointer = "/phases/" + place;
        says(pointer, row);
        for (Map.Entry<String, @Nullable Object> each : phase.entrySet()) {
            Object already = known.putIfAbsent(each.getKey(), each.getValue());
            if (already == null) {
                says(pointer + "/" + each.getKey(), row);
            } else if (!already.equals(each.getValue())) {
                faults.add(
                        "/phases/" + each.getKey(), of(row) + " says otherwise than an earlier row of the phase", null);
            }
        }
        if (line != null) {
            List<Object> lines =
                    (List<Object>) Objects.requireNonNull(known.computeIfAbsent("lines", name -> new ArrayList<>()));
            says(pointer + "/lines/" + lines.size(), row);
            lines.add(line);
        }
    }
}
