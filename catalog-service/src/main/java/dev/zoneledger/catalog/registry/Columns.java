package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of tables. Headers are those of ingest's templates wherever there is one, so that an exported table can be
 * corrected and imported again.
 */
final class Columns {

    /** What the registry knows of a record. Not "position" alone: a template calls a person's office so. */
    static final List<Column> RECORDED = List.of(
            Column.of("Recorded at", "recordedAt"), Column.of("Log position", "position", Columns::logPosition));

    private static final List<Column> SUBJECT = List.of(
            Column.of("Organisation", "subject.organisation"),
            Column.of("Project", "subject.project"),
            Column.of("Phase", "subject.phase"),
            Column.of("Line", "subject.line"));

    static final List<Column> CLAIM = join(
            List.of(Column.of("Zone", "zone"), Column.of("Claim", "id"), Column.of("Revision", "revision")),
            SUBJECT,
            List.of(
                    Column.of("Measure", "measure"),
                    Column.of("Product", "product"),
                    Column.of("Counted", "counted"),
                    // Left empty: a figure stands in "Value", and what is printed in "Printed".
                    Column.of("Figure", "quantity", claim -> null),
                    Column.of("Value", "quantity.value", Columns::value),
                    Column.of("Unit", "quantity.unit"),
                    Column.of("Qualifier", "quantity.qualifier"),
                    Column.of("Status", "status"),
                    Column.of("Basis", "basis"),
                    Column.of("Effective from", "effectiveFrom.date", claim -> date(claim.path("effectiveFrom"))),
                    Column.of("Bound", "effectiveFrom.bound"),
                    Column.of("Period", "period"),
                    Column.of("Rank", "rank"),
                    Column.of("Reason", "reason")),
            source(true),
            List.of(
                    Column.of("Printed", "quantity.printed"),
                    Column.of("Rank in force", "rankInForce"),
                    Column.of("Resolved", "resolved"),
                    Column.of("Conflicts", "conflicts"),
                    Column.of("Mark", "mark.kind"),
                    Column.of("Reason of the mark", "mark.reason")),
            RECORDED);

    static final List<Column> ZONE = join(
            List.of(Column.of("Zone", "id"), Column.of("Revision", "revision"), Column.of("Zone name", "name")),
            List.of(
                    Column.of("Local name", "localName"),
                    Column.of("Country", "country"),
                    Column.of("Aliases", "aliases.name")));

    static final List<Column> ORGANISATION = List.of(
            Column.of("Zone", "zone"),
            Column.of("Organisation", "id"),
            Column.of("Revision", "revision"),
            Column.of("Organisation name", "name"),
            Column.of("Local name", "localName"),
            Column.of("Role", "role"),
            Column.of("Outside zone", "outsideZone"),
            Column.of("Aliases", "aliases.name"));

    static final List<Column> PROJECT = List.of(
            Column.of("Zone", "zone"),
            Column.of("Project", "id"),
            Column.of("Revision", "revision"),
            Column.of("Project name", "name"),
            Column.of("Local name", "localName"),
            Column.of("Organisation", "organisation"),
            Column.of("Aliases", "aliases.name"),
            Column.of("Phases", "phases.id"),
            Column.of("Statuses", "phases.status"),
            Column.of("Products", "phases.lines.product"));

    static final List<Column> POLICY = List.of(
            Column.of("Zone", "zone"),
            Column.of("Policy", "id"),
            Column.of("Revision", "revision"),
            Column.of("Policy name", "name"),
            Column.of("Local name", "localName"),
            Column.of("Issuer", "issuer"),
            Column.of("Issued on", "issuedOn.date"),
            Column.of("Target", "target"),
            Column.of("Measures stated", "measuresStated"),
            Column.of("Measures", "measures"));

    static final List<Column> MILESTONE = join(
            List.of(Column.of("Zone", "zone"), Column.of("Milestone", "id"), Column.of("Revision", "revision")),
            SUBJECT,
            List.of(
                    Column.of("Title", "title"),
                    Column.of("Occurred on", "occurredOn.date"),
                    Column.of("Relative date", "relativeDate")));

    static final List<Column> RANKING = join(
            List.of(Column.of("Zone", "zone"), Column.of("Ranking", "id"), Column.of("Revision", "revision")),
            SUBJECT,
            List.of(
                    Column.of("Place", "position"),
                    Column.of("Only", "only"),
                    Column.of("Among", "among"),
                    Column.of("In", "in"),
                    Column.of("Product", "product"),
                    Column.of("As of", "asOf.date")));

    static final List<Column> CHAIN = List.of(
            Column.of("Zone", "zone"),
            Column.of("Statement", "id"),
            Column.of("Revision", "revision"),
            Column.of("Chain", "chain"),
            Column.of("Edges", "edges", Columns::edges),
            Column.of("Leader", "leader"),
            Column.of("Rank", "rank"),
            Column.of("Reason", "reason"));

    private Columns() {}

    /** Where it is stated, and by whom if such records say so. */
    static List<Column> source(boolean stated) {
        return join(
                stated
                        ? List.of(
                                Column.of("Stated by", "statedBy.name"),
                                Column.of("Office", "statedBy.office"),
                                Column.of("Stated by organisation", "statedBy.organisation"))
                        : List.of(),
                List.of(
                        Column.of("Source", "source.uri"),
                        Column.of("Publisher", "source.publisher"),
                        Column.of("Published on", "source.publishedOn"),
                        Column.of("Language", "source.language"),
                        Column.of("Machine translated", "source.machineTranslated"),
                        Column.of("Locator", "source.locator"),
                        Column.of("Excerpt", "source.excerpt"),
                        Column.of("Inferred", "inferred"),
                        Column.of("Note", "note")));
    }

    /** The figure, or why there is none in the words that ingest reads. */
    private static @Nullable Object value(JsonNode claim) {
        JsonNode quantity = claim.path("quantity");
        return quantity.has("value")
                ? quantity.get("value").decimalValue()
                : quantity.path("reason").textValue();
    }

    private static @Nullable String date(JsonNode date) {
        return date.has("date")
                ? date.get("date").textValue()
                : date.path("precision").textValue();
    }

    private static @Nullable String logPosition(JsonNode record) {
        return record.path(record.has("logPosition") ? "logPosition" : "position")
                .textValue();
    }

    static String edges(JsonNode chain) {
        List<String> edges = new ArrayList<>();
        chain.path("edges")
                .forEach(edge -> edges.add(
                        edge.get("from").textValue() + " > " + edge.get("to").textValue()));
        return String.join("; ", edges);
    }

    @SafeVarargs
    private static List<Column> join(List<Column>... parts) {
        List<Column> all = new ArrayList<>();
        for (List<Column> part : parts) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }
}
