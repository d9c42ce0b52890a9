package dev.zoneledger.catalog.registry;

import dev.zoneledger.contract.Subject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Subjects from the paths that the tables keep. */
public final class Subjects {

    private Subjects() {}

    /** The subject that has that {@link Subject#path()}; empty if none can have it. */
    public static Optional<Subject> find(String path) {
        String[] parts = path.split("/", -1);
        try {
            return switch (parts[0] + " " + parts.length) {
                case "zone 2" -> Optional.of(Subject.zone(parts[1]));
                case "organisation 2" -> Optional.of(Subject.organisation(parts[1]));
                case "project 2", "project 3", "project 4" ->
                    Optional.of(new Subject(null, null, parts[1], part(parts, 2), part(parts, 3)));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    /** The subject of a path from the tables. */
    public static Subject of(String path) {
        return find(path).orElseThrow();
    }

    private static @Nullable String part(String[] parts, int index) {
        return index < parts.length ? parts[index] : null;
    }
}
