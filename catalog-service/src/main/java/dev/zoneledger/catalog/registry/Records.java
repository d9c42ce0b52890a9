package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.catalog.names.Search;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.ProjectEvent;
import dev.zoneledger.rest.Problem;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers what the resources of zones, organisations, projects and the like have in common. */
@ApplicationScoped
class Records {

    /** Of an id that is taken in more zones, so many are named, and one more is looked for. */
    static final int ZONES_TOLD = 9;

    static final String ZONE_NEEDED = "Ids are unique in a zone: 409 asks for `zone` if it takes one";

    /** Stands where a record tells no day. */
    private static final LocalDate NO_DAY = LocalDate.of(9999, 12, 31);

    /** The rows of all kinds, of today. */
    @ApplicationScoped
    static class RecordRows implements PanacheRepositoryBase<RegisteredRecord, RecordRow.Key> {}

    /** The rows of all kinds, of an instant. */
    @ApplicationScoped
    static class PastRecordRows implements PanacheRepositoryBase<PastRecord, RecordRow.Key> {}

    private final Lists lists;
    private final Registry registry;
    private final RecordRows rows;
    private final PastRecordRows pastRows;
    private final Ranked ranked;
    private final History history;

    Records(Lists lists, Registry registry, RecordRows rows, PastRecordRows pastRows, Ranked ranked, History history) {
        this.lists = lists;
        this.registry = registry;
        this.rows = rows;
        this.pastRows = pastRows;
        this.ranked = ranked;
        this.history = history;
    }

    /** A kind of record as a list: what its resource declares, and what all kinds have. */
    @SafeVarargs
    static Listing<RecordRow> listing(
            String name,
            Class<? extends ProjectEvent> type,
            List<Column> own,
            boolean stated,
            SortKey<RecordRow>... keys) {
        List<SortKey<RecordRow>> sorts = new ArrayList<>(List.of(
                SortKey.text("zone", "c.zone", row -> row.zone),
                SortKey.text("id", "c.id", row -> row.id),
                SortKey.instant("recordedAt", "c.recordedAt", row -> row.recordedAt)));
        sorts.addAll(List.of(keys));
        List<Column> columns = new ArrayList<>(own);
        columns.addAll(Columns.source(stated));
        columns.addAll(Columns.RECORDED);
        return new Listing<>(
                name,
                RegisteredRecord.class,
                PastRecord.class,
                sorts,
                Fields.of(type.asSubclass(Record.class), "mergedInto", "mergedFrom", "recordedAt", "position", "links"),
                Documents::of,
                columns,
                List.of());
    }

    /** By name or title. */
    static SortKey<RecordRow> byName(String name) {
        return SortKey.text(name, "c.title", row -> row.title);
    }

    /** By the day that the record tells; records that tell none are the last. */
    static SortKey<RecordRow> byDay(String name) {
        return SortKey.day(name, "c.told", row -> row.told);
    }

    /** The filters of a list of that kind. */
    static final class Filters {

        private final Conditions conditions;
        private int facets;

        Filters(EventType type, @Nullable String zone) {
            conditions = new Conditions()
                    .and("c.kind = :kind", "kind", type.kind())
                    .and("c.zone = :zone", "zone", Choices.id("zone", zone));
        }

        /** Projects of that organisation, wherever merges lead. */
        Filters andOwner(@Nullable String organisation) {
            conditions.and("c.organisation = :owner", "owner", organisation);
            return this;
        }

        /** Records that have that value under that name, if there is a value. */
        Filters and(String name, @Nullable String value) {
            if (value != null) {
                String parameter = "facet" + facets++;
                conditions.and("array_contains(c.facets, :" + parameter + ")", parameter, name + "=" + value);
            }
            return this;
        }

        /** Records that have one of those values under that name, if there are any. */
        Filters andAny(String name, @Nullable Set<String> values) {
            if (values != null) {
                String parameter = "facet" + facets++;
                conditions.and(
                        "array_intersects(c.facets, :" + parameter + ")",
                        parameter,
                        values.stream().map(value -> name + "=" + value).toArray(String[]::new));
            }
            return this;
        }

        /** Projects of which a phase has that status, on that day if one is given. */
        Filters andStatus(@Nullable String status, @Nullable LocalDate day) {
            and("status", status);
            if (status != null && day != null) {
                conditions
                        .bind("status", status)
                        .bind("statusDay", day)
                        .and(true, "function('has_status', c.document, :status, :statusDay) = true");
            }
            return this;
        }
    }

    Response list(Listing<RecordRow> listing, ListReads reads, Filters filters) {
        return lists.answer(listing, reads, told(filters.conditions, reads.day()));
    }

    /**
     * Those found by a name, in the order of how well it fits.
     *
     * @param others filters that are not looked at here, by name: with one of them the question is refused
     */
    Response found(
            Listing<RecordRow> listing,
            EventType type,
            @Nullable String zone,
            @Nullable String organisation,
            String q,
            ListReads reads,
            Map<String, ? extends @Nullable Object> others) {
        Map<String, @Nullable Object> refused = new HashMap<>(others);
        refused.put("sort", reads.sort);
        refused.put("asOf", reads.asOf);
        refused.put("fields", reads.fields);
        refused.forEach((name, value) -> {
            if (value != null) {
                throw Problem.invalidParameter(Problem.FieldError.ofParameter(
                                name,
                                "goes not together with q, whose answer is in the order of how well it fits",
                                null))
                        .asException();
            }
        });
        Format format = Format.of(reads.format, reads.headers, listing.formats());
        Ranked.Question question = new Ranked.Question(
                type.kind(),
                Choices.id("zone", zone),
                Choices.id("organisation", organisation),
                Registry.inTransaction(() -> ranked.words(q)),
                reads.past(),
                reads.cursor,
                format == Format.JSON ? Page.limit(reads.limit) : Page.limit(reads.limit, Search.MOST));
        if (format == Format.JSON) {
            return registry.answer(reads, () -> ranked.page(question, reads.uri));
        }
        Cursor.parse(reads.cursor, reads.uri, 1);
        List<Column> columns = new ArrayList<>(Ranked.COLUMNS);
        columns.addAll(listing.columns());
        return lists.export(listing, reads, format, columns, rows -> {
            for (JsonNode item : ranked.page(question, reads.uri).items()) {
                rows.add(item);
            }
        });
    }

    /** What is dated after the day has not happened on it. */
    private static Conditions told(Conditions conditions, @Nullable LocalDate day) {
        if (day != null) {
            conditions.bind("noDay", NO_DAY).and("c.told <= :day or c.told = :noDay", "day", day);
        }
        return conditions;
    }

    Response one(EventType type, Listing<RecordRow> listing, @Nullable String zone, String id, RecordReads reads) {
        LocalDate day = reads.day();
        Fields.Choice choice = listing.fields().choose(reads.fields);
        Conditions conditions = told(
                new Conditions()
                        .and("c.kind = :kind", "kind", type.kind())
                        .and("c.id = :id", "id", id)
                        .and("c.zone = :zone", "zone", Choices.id("zone", zone)),
                day);
        return registry.answer(reads, () -> {
            List<? extends RecordRow> found = (reads.knownAt == null ? rows : pastRows)
                    .find(
                            "from " + listing.entity(reads) + " c where " + conditions.query() + " order by c.zone",
                            conditions.parameters())
                    .range(0, ZONES_TOLD)
                    .list();
            RecordRow row = only(
                    found,
                    type.kind(),
                    id,
                    found.stream().map(each -> each.zone).toList());
            ObjectNode item = listing.item().apply(row, day);
            return choice.of(item);
        });
    }

    Response history(EventType type, @Nullable String zone, String id, Reads reads) {
        String inZone = Choices.id("zone", zone);
        return registry.answer(reads, () -> history.ofRecord(type, inZone, id));
    }

    /** The one row; ids are unique in a zone only. */
    static <T> T only(List<? extends T> rows, String kind, String id, List<String> zones) {
        return switch (rows.size()) {
            case 0 -> throw Problem.notFound("There is no " + kind + " " + id).asException();
            case 1 -> rows.getFirst();
            default ->
                throw Problem.of(
                                409,
                                "zone-needed",
                                "The id is taken in more than one zone",
                                "Add the parameter zone; there is a " + kind + " " + id + " in "
                                        + String.join(", ", zones))
                        .asException();
        };
    }
}
