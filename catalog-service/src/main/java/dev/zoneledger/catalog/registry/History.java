package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flipkart.zjsonpatch.DiffFlags;
import com.flipkart.zjsonpatch.JsonDiff;
import dev.zoneledger.contract.CapacityEvent;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.EventLog;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Merge;
import dev.zoneledger.contract.Version;
import dev.zoneledger.contract.ZoneEvent;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** All that was ever said of one record: each version in the order in which it was recorded, and what it changed. */
@ApplicationScoped
class History {

    static final String DESCRIPTION =
            "Each in the order in which it was recorded, with the event that brought it and what it changed in the record"
                    + " as it then stood, as the operations of RFC 6902 with the value before as `fromValue`. One that"
                    + " came after a greater version changed nothing. Merges that lead to the record, and what undoes them, are"
                    + " among them: their content names the other record, and `mergedFrom` is what they change.";

    private static final EnumSet<DiffFlags> PLAIN = EnumSet.of(
            DiffFlags.OMIT_MOVE_OPERATION, DiffFlags.OMIT_COPY_OPERATION, DiffFlags.ADD_ORIGINAL_VALUE_ON_REPLACE);

    private static final List<String> MARKS = List.of(
            EventType.CLAIM_RERANKED.kind(), EventType.CLAIM_SUPERSEDED.kind(), EventType.CLAIM_RETRACTED.kind());

    private static final Map<EventType, List<String>> MERGES = Map.of(
            EventType.ORGANISATION_REGISTERED, List.of(EventType.ORGANISATION_MERGED.kind()),
            EventType.PROJECT_REGISTERED, List.of(EventType.PROJECT_MERGED.kind()));

    private static final Sort BY_RECORDING = Sort.by("recordedAt", "partition", "offset");

    private static final Version NONE = new Version(0, "");

    /** The rows. */
    @ApplicationScoped
    static class Revisions implements PanacheRepositoryBase<RegisteredRevision, RegisteredRevision.Key> {}

    private final Revisions revisions;
    private final String topic;

    History(
            Revisions revisions,
            @ConfigProperty(name = "zone.events.topic", defaultValue = EventLog.TOPIC) String topic) {
        this.revisions = revisions;
        this.topic = topic;
    }

    /** @param items the first recorded first */
    record Versions(String zone, String kind, String id, List<Said> items) {}

    /** The event that first brought a version: its CloudEvents attributes, and where it stands in the log. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Event(@Nullable String source, String id, String type, String topic, int partition, long offset) {}

    /**
     * One version.
     *
     * @param kind what the record is; or the mark on a claim: reranking, supersession, retraction; or organisation-merge or
     *     project-merge, which merges it away, or another one into it, or undoes that
     * @param recordedAt the broker's append time
     * @param inForce whether it is in force today; of a claim, its content and the mark that stands can both be
     * @param reason why, where the source or the steward said it
     * @param changes RFC 6902; left out of the first version, which changed everything
     * @param content as it was said
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Said(
            String kind,
            int revision,
            String hash,
            Event event,
            Instant recordedAt,
            boolean inForce,
            @Nullable String reason,
            @Nullable JsonNode changes,
            JsonNode content) {}

    Versions ofClaim(@Nullable String zone, String id) {
        String claim = EventType.CAPACITY_REPORTED.kind();
        List<RegisteredRevision> rows = rows(zone, id, claim, MARKS);
        ClaimState[] state = {new ClaimState(null, null, null, null)};
        return versions(claim, id, rows, (event, version) -> {
            state[0] = state[0].merge(ClaimState.of((CapacityEvent) event, version));
            return new Standing(
                    Documents.of(state[0]),
                    each -> each.equals(state[0].claimVersion())
                            || (state[0].standingMark().isPresent() && each.equals(state[0].markVersion())));
        });
    }

    /**
     * Of an organisation or project, what merged it away and undid that is among its versions, and so is what merged others
     * into it.
     */
    Versions ofRecord(EventType type, @Nullable String zone, String id) {
        List<String> merges = MERGES.getOrDefault(type, List.of());
        List<RegisteredRevision> rows = new ArrayList<>(rows(zone, id, type.kind(), merges));
        rows.addAll(mergesInto(rows.getFirst().zone, id, merges));
        rows.sort(Comparator.comparing((RegisteredRevision row) -> row.recordedAt)
                .thenComparing(row -> row.partition)
                .thenComparing(row -> row.offset));
        Version[] greatest = {NONE};
        JsonNode[] document = {NullNode.getInstance()};
        Map<String, Merged> merged = new TreeMap<>();
        return versions(type.kind(), id, rows, (event, version) -> {
            if (event instanceof Merge merge) {
                merged.merge(merge.id(), new Merged(version, merge.into()), Merged::later);
            } else if (version.compareTo(greatest[0]) > 0) {
                greatest[0] = version;
                document[0] = Documents.of(event);
            }
            Merged away = merged.get(id);
            return new Standing(
                    Documents.merged(
                            document[0],
                            away == null ? null : away.into,
                            merged.entrySet().stream()
                                    .filter(each -> id.equals(each.getValue().into))
                                    .map(Map.Entry::getKey)
                                    .toList()),
                    each -> each.equals(greatest[0])
                            || merged.values().stream().anyMatch(one -> one.version.equals(each)));
        });
    }

    /** Where a record is merged to; into null where that is undone. */
    private record Merged(Version version, @Nullable String into) {

        Merged later(Merged other) {
            return version.compareTo(other.version) >= 0 ? this : other;
        }
    }

    /** The merges of other records from the first one on that leads to that one. */
    private List<RegisteredRevision> mergesInto(String zone, String id, List<String> kinds) {
        if (kinds.isEmpty()) {
            return List.of();
        }
        List<RegisteredRevision> rows = revisions.list(
                "zone = :zone and kind in :kinds and id <> :id and id in (select m.id from RegisteredRevision m where"
                        + " m.zone = :zone and m.kind in :kinds and function('jsonb_extract_path_text', m.document, 'into') = :id)",
                BY_RECORDING,
                Map.of("zone", zone, "kinds", kinds, "id", id));
        Set<String> leading = new HashSet<>();
        return rows.stream()
                .filter(row -> leading.contains(row.id)
                        || (id.equals(((Merge) Documents.event(row.kind, row.document)).into()) && leading.add(row.id)))
                .toList();
    }

    /** A record as it stands after some of its versions. */
    private record Standing(JsonNode view, Predicate<Version> inForce) {}

    private List<RegisteredRevision> rows(@Nullable String zone, String id, String kind, List<String> alsoKinds) {
        List<String> kinds = new ArrayList<>(alsoKinds);
        kinds.add(kind);
        Conditions conditions = new Conditions()
                .and("id = :id", "id", id)
                .and("kind in :kinds", "kinds", kinds)
                .and("zone = :zone", "zone", zone);
        List<RegisteredRevision> rows = revisions.list(conditions.query(), BY_RECORDING, conditions.parameters());
        List<String> zones = rows.stream().map(row -> row.zone).distinct().toList();
        Records.only(zones, kind, id, zones);
        return rows;
    }

    private Versions versions(
            String kind, String id, List<RegisteredRevision> rows, BiFunction<ZoneEvent, Version, Standing> fold) {
        List<ZoneEvent> events = rows.stream()
                .map(row -> Documents.event(row.kind, row.document))
                .toList();
        List<@Nullable JsonNode> changes = new ArrayList<>();
        Standing standing = null;
        for (int i = 0; i < rows.size(); i++) {
            Standing next = fold.apply(events.get(i), version(rows.get(i)));
            changes.add(standing == null ? null : JsonDiff.asJson(standing.view, next.view, PLAIN));
            standing = next;
        }
        List<Said> items = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            RegisteredRevision row = rows.get(i);
            ObjectNode content = Documents.of(events.get(i));
            items.add(new Said(
                    row.kind,
                    row.revision,
                    row.hash,
                    new Event(row.eventSource, row.eventId, row.eventType, topic, row.partition, row.offset),
                    row.recordedAt,
                    standing != null && standing.inForce.test(version(row)),
                    content.path("reason").textValue(),
                    changes.get(i),
                    content));
        }
        return new Versions(rows.getFirst().zone, kind, id, items);
    }

    private static Version version(RegisteredRevision row) {
        return new Version(row.revision, row.hash);
    }
}
