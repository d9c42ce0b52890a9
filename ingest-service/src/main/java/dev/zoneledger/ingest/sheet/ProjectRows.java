package dev.zoneledger.ingest.sheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A project stands in several rows, one for each line: this puts its phases and lines together. */
final class ProjectRows {

    private final Map<String, @Nullable Object> project;
    private final List<Map<String, @Nullable Object>> phases = new ArrayList<>();

    /** @param first the tree of its first row, which says what the project is */
    ProjectRows(Map<String, @Nullable Object> first, CellFaults faults) {
        this.project = first;
        Object phase = first.remove("phases");
        addPhase(phase, faults, 0);
    }

    /** A further row: its phase and line, and nothing that the first row says otherwise. */
    void add(Map<String, @Nullable Object> row, CellFaults faults, long number) {
        Object phase = row.remove("phases");
        row.forEach((name, value) -> {
            if (!Objects.equals(value, project.get(name))) {
                faults.add("/" + name, "row " + number + " says otherwise than the first row of the project", null);
            }
        });
        addPhase(phase, faults, number);
    }

    Map<String, @Nullable Object> tree() {
        if (!phases.isEmpty()) {
            project.put("phases", phases);
        }
        return project;
    }

    // Made by EntryTree, of texts.
    @SuppressWarnings("unchecked")
    private void addPhase(@Nullable Object cells, CellFaults faults, long number) {
        if (!(cells instanceof Map<?, ?> map)) {
            return;
        }
        Map<String, @Nullable Object> phase = new LinkedHashMap<>((Map<String, @Nullable Object>) map);
        Object line = phase.remove("lines");
        Object id = phase.get("id");
        Map<String, @Nullable Object> known = phases.stream()
                .filter(each -> id != null && id.equals(each.get("id")))
                .findFirst()
                .orElse(null);
        if (known == null && id == null && !phases.isEmpty() && phase.isEmpty()) {
            known = phases.getLast();
        }
        if (known == null) {
            known = phase;
            phases.add(phase);
        } else {
            for (Map.Entry<String, @Nullable Object> each : phase.entrySet()) {
                Object already = known.putIfAbsent(each.getKey(), each.getValue());
                if (already != null && !already.equals(each.getValue())) {
                    faults.add(
                            "/phases/" + each.getKey(),
                            "row " + number + " says otherwise than an earlier row of the phase",
                            null);
                }
            }
        }
        if (line != null) {
            ((List<Object>) Objects.requireNonNull(known.computeIfAbsent("lines", name -> new ArrayList<>())))
                    .add(line);
        }
    }
}
