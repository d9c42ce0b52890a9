package dev.zoneledger.metrics.totals;

import dev.zoneledger.metrics.instances.EveryOwner;
import dev.zoneledger.rest.Positions;
import dev.zoneledger.rest.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What every question about several zones names. */
public record ZonesAsking(
        @RestQuery
        @Parameter(
                required = true,
                description = "Ids of zones separated by commas, or `all`",
                example = "baotou-rehz,another-zone")
        @Nullable
        String zones,

        @RestQuery @Parameter(description = Positions.AFTER_DESCRIPTION) @Nullable
        String after,

        @RestHeader(Positions.PREFER) @Parameter(description = "RFC 7240: `wait=10`") @Nullable
        String prefer,

        @RestHeader(HttpHeaders.AUTHORIZATION) @Parameter(hidden = true) @Nullable
        String authorization,

        @RestHeader(EveryOwner.PARTITIONS) @Parameter(hidden = true) @Nullable
        String partitions) {

    static final String ALL = "all";

    /** The zones by name; empty if all are asked for. */
    Optional<Set<String>> named() {
        if (ALL.equals(zones)) {
            return Optional.empty();
        }
        List<String> ids = zones == null ? List.of() : List.of(zones.split(",", -1));
        if (ids.isEmpty() || ids.stream().anyMatch(String::isBlank)) {
            throw refused("zones", "expected ids of zones separated by commas, or all", ALL);
        }
        return Optional.of(new LinkedHashSet<>(ids));
    }

    /** The partitions that another instance asks for; empty if it is a client who asks. */
    Optional<SortedSet<Integer>> ofPartitions() {
        if (partitions == null) {
            return Optional.empty();
        }
        SortedSet<Integer> all = new TreeSet<>();
        try {
            for (String each : partitions.split(",", -1)) {
                all.add(Integer.valueOf(each));
            }
        } catch (NumberFormatException e) {
            throw refused(EveryOwner.PARTITIONS, "expected numbers separated by commas", null);
        }
        return Optional.of(all);
    }

    private static RuntimeException refused(String parameter, String detail, @Nullable String suggestion) {
        return Problem.invalidParameter(Problem.FieldError.ofParameter(parameter, detail, suggestion))
                .asException();
    }
}
