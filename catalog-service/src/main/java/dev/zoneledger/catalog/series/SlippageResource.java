package dev.zoneledger.catalog.series;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.catalog.registry.Choices;
import dev.zoneledger.catalog.registry.Documents;
import dev.zoneledger.catalog.registry.PastReads;
import dev.zoneledger.catalog.registry.Registry;
import dev.zoneledger.catalog.registry.Subjects;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Source;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** How plans moved from one report to the next, against what came. */
@Path("/v1/projects/{id}/slippage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Slippage", description = "How plans moved, against what came")
class SlippageResource {

    private static final ObjectMapper JSON = Json.mapper();

    /** What a steward has decided about, or the source took back, is shown and moves nothing. A superseded plan was one. */
    private static final Set<String> NOT_MEANT = Set.of("retracted", "deprecated", "quarantined");

    /** Every content of every capacity claim on the project, with the subject that the claim now has. */
    private static final String CONTENTS = """
            SELECT s.id, s.subject, s.barred, v.revision, cast(v.document AS text) AS document,
                   v.log_partition || '@' || v.log_offset AS position, cast(v.recorded_at AS text) AS recorded_at,
                   NOT EXISTS (SELECT 1 FROM revision AS w
                               WHERE w.zone = v.zone AND w.kind = 'claim' AND w.id = v.id
                                 AND (w.revision, w.content_hash) > (v.revision, v.content_hash)
                                 AND w.recorded_at <= cast(:known AS timestamptz)) AS latest
            FROM %s AS s
            JOIN revision AS v ON v.zone = s.zone AND v.kind = 'claim' AND v.id = s.id
                              AND v.recorded_at <= cast(:known AS timestamptz)
            WHERE s.zone = :zone AND s.measure = 'capacity'
            ORDER BY v.recorded_at, v.log_partition, v.log_offset""";

    private static final String NOW = """
            (SELECT s.* FROM claim AS c JOIN standing AS s ON s.zone = c.zone AND s.id = c.id
             WHERE c.zone = :zone AND c.project = coalesce(
                 (SELECT canonical FROM canonical WHERE zone = :zone AND kind = 'project' AND id = :project), :project))""";
    private static final String THEN = """
            (SELECT * FROM standing_then
             WHERE zone = :zone AND split_part(subject, '/', 1) = 'project' AND split_part(subject, '/', 2) = coalesce(
                 (SELECT canonical FROM canonical_then WHERE zone = :zone AND kind = 'project' AND id = :project), :project))""";

    private final Registry registry;

    SlippageResource(Registry registry) {
        this.registry = registry;
    }

    /**
     * How far a plan is from another one. Later and more are positive.
     *
     * @param days between the days from which they count; left out if one has no date
     * @param months between their months; left out if one is known to the year only
     * @param capacity in the base unit; left out if they cannot be compared
     */
    @JsonInclude(Include.NON_NULL)
    record Move(
            @Nullable Long days,
            @Nullable Long months,
            @Nullable BigDecimal capacity) {}

    /**
     * A plan as one report gave it.
     *
     * @param due from when on the line is to run
     * @param counts false if the claim is retracted, deprecated or quarantined: then nothing is measured against it
     * @param standing why the claim does not compete today; left out if it does
     * @param sinceBefore against the vintage before that counts
     * @param sinceFirst against the first one that counts
     */
    @JsonInclude(Include.NON_NULL)
    record Vintage(
            String claim,
            int revision,
            @Nullable String publishedOn,
            String recordedAt,
            String position,
            @Nullable PartialDate due,
            Quantity capacity,
            boolean counts,
            @Nullable String standing,
            @Nullable Move sinceBefore,
            @Nullable Move sinceFirst,
            Source source) {}

    /**
     * What came: the first claim that the line runs.
     *
     * @param subject where it is told of a part of what was planned, or of what this is a part of
     * @param sinceFirst against the first plan that counts
     * @param sinceLast against the last plan that counts
     */
    @JsonInclude(Include.NON_NULL)
    record Came(
            String claim,
            Subject subject,
            @Nullable PartialDate from,
            Quantity capacity,
            @Nullable Move sinceFirst,
            @Nullable Move sinceLast,
            Source source) {}

    /**
     * A line, phase or project, and one product.
     *
     * @param state {@code came} or {@code not yet}
     */
    @JsonInclude(Include.NON_NULL)
    record Plan(
            Subject subject,
            @Nullable String product,
            List<Vintage> vintages,
            String state,
            @Nullable Came came) {}

    /** All plans of a project. */
    @JsonInclude(Include.NON_NULL)
    record Slippage(String zone, String project, @Nullable String asOf, List<Plan> plans) {}

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "How due dates and planned capacities moved from one report to the next, against what came",
            description = """
                    For each subject and product all that was ever said of it as a plan (a capacity, `operating`, basis \
                    planned), in the order of publication, then of recording: each content of each claim is a vintage, a \
                    correction too. `sinceBefore` and `sinceFirst` say how far it moved. `came` is the first claim that it \
                    runs (basis actual), against the first plan and the last; `state` is `not yet` if there is none. It may \
                    be told of a part of the subject or of what the subject is a part of. Days are between the days from \
                    which dates count, the last one of a month or year.""")
    @APIResponse(
            responseCode = "200",
            description = "`plans` is empty if nothing was planned",
            content =
                    @Content(
                            schema = @Schema(implementation = Slippage.class),
                            examples =
                                    @ExampleObject(
                                            name = "Put off by six months, and yet another report has it running",
                                            value = """
                                    {"zone": "baotou-rehz", "project": "ke-rui-industrialisation",
                                     "plans": [{"subject": {"project": "ke-rui-industrialisation", "phase": "phase-1",
                                         "line": "powder"}, "product": "ndfeb-powder-rapidly-quenched",
                                       "vintages": [
                                         {"claim": "plan", "revision": 1, "publishedOn": "2020-10",
                                          "due": {"date": "2021-12", "precision": "month"},
                                          "capacity": {"value": 2000, "unit": "t/a", "qualifier": "exact"}, "counts": true},
                                         {"claim": "plan-again", "revision": 1, "publishedOn": "2021-11",
                                          "due": {"date": "2022-06", "precision": "month"},
                                          "capacity": {"value": 1500, "unit": "t/a", "qualifier": "exact"}, "counts": true,
                                          "sinceBefore": {"days": 181, "months": 6, "capacity": -500},
                                          "sinceFirst": {"days": 181, "months": 6, "capacity": -500}}],
                                       "state": "came", "came": {"claim": "ke-rui-phase-one-opened",
                                         "subject": {"project": "ke-rui-industrialisation", "phase": "phase-1"},
                                         "from": {"date": "2020-10", "precision": "month"},
                                         "sinceFirst": {"days": -426, "months": -14, "capacity": 3000}}}]}""")))
    public Response slippage(
            @RestPath String id,
            @RestQuery @Parameter(description = "Needed if several zones have a project of that id") @Nullable
                    String zone,
            @RestQuery
                    @Parameter(
                            description = "Only reports published by this day, and what had come by then",
                            example = "2021-12-31")
                    @Nullable
                    String asOf,
            @BeanParam PastReads reads) {
        String inZone = Choices.id("zone", zone);
        LocalDate day = Choices.day("asOf", asOf);
        String known = reads.past() ? String.valueOf(reads.instant()) : "infinity";
        return registry.answer(reads, () -> {
            String itsZone = registry.zoneOf(EventType.PROJECT_REGISTERED, inZone, id, reads.past());
            List<Said> said = registry
                    .rows(
                            CONTENTS.formatted(reads.past() ? THEN : NOW),
                            Map.of("zone", itsZone, "project", id, "known", known))
                    .stream()
                    .map(Said::of)
                    .filter(each -> day == null || !each.published().isAfter(day))
                    .toList();
            return JSON.valueToTree(new Slippage(itsZone, id, day == null ? null : day.toString(), plans(said, day)));
        });
    }

    /** A content of a claim, and what is known of the claim. */
    private record Said(
            Claim claim, String subject, @Nullable String barred, boolean latest, String position, String recordedAt) {

        static Said of(Tuple row) {
            return new Said(
                    (Claim) Documents.event(EventType.CAPACITY_REPORTED.kind(), (String) row.get("document")),
                    (String) row.get("subject"),
                    (String) row.get("barred"),
                    (Boolean) row.get("latest"),
                    (String) row.get("position"),
                    (String) row.get("recorded_at"));
        }

        LocalDate published() {
            String text = claim.source().publishedOn();
            return text == null ? LocalDate.MIN : PartialDate.lastDay(text);
        }

        boolean isPlan() {
            return claim.basis() == Basis.PLANNED && claim.status() == Status.OPERATING;
        }

        /** Whether it says, and nobody has said better, that the line runs. */
        boolean isArrival() {
            return latest && barred == null && claim.basis() == Basis.ACTUAL && claim.status() == Status.OPERATING;
        }

        boolean counts() {
            return barred == null || !NOT_MEANT.contains(barred);
        }

        Optional<LocalDate> day() {
            PartialDate from = claim.effectiveFrom();
            return from == null ? Optional.empty() : from.effectiveDay();
        }

        /** Of the other one's subject, a part of it, or what it is a part of. */
        boolean isAbout(String otherSubject) {
            return subject.equals(otherSubject)
                    || subject.startsWith(otherSubject + "/")
                    || otherSubject.startsWith(subject + "/");
        }
    }

    private static List<Plan> plans(List<Said> said, @Nullable LocalDate asOf) {
        Map<String, List<Said>> bySeries = new TreeMap<>();
        said.stream()
                .filter(Said::isPlan)
                .forEach(each -> bySeries.computeIfAbsent(
                                each.subject + " " + each.claim.product(), key -> new ArrayList<>())
                        .add(each));
        List<Said> arrivals = said.stream()
                .filter(Said::isArrival)
                .filter(each -> asOf == null
                        || each.day().filter(day -> !day.isAfter(asOf)).isPresent())
                .toList();
        return bySeries.values().stream().map(plan -> plan(plan, arrivals)).toList();
    }

    private static Plan plan(List<Said> planned, List<Said> arrivals) {
        List<Said> inOrder =
                planned.stream().sorted(Comparator.comparing(Said::published)).toList();
        Said any = inOrder.getFirst();
        List<Vintage> vintages = new ArrayList<>();
        Said first = null;
        Said before = null;
        for (Said each : inOrder) {
            boolean counts = each.counts();
            vintages.add(new Vintage(
                    each.claim.id(),
                    each.claim.revision(),
                    each.claim.source().publishedOn(),
                    each.recordedAt,
                    each.position,
                    each.claim.effectiveFrom(),
                    each.claim.quantity(),
                    counts,
                    each.barred,
                    counts && before != null ? move(before, each) : null,
                    counts && first != null ? move(first, each) : null,
                    each.claim.source()));
            if (counts) {
                first = first == null ? each : first;
                before = each;
            }
        }
        Said begin = first;
        Said last = before;
        // Of its own subject, before anything that is told of a part or of the whole.
        Optional<Said> came = arrivals.stream()
                .filter(each -> each.isAbout(any.subject))
                .filter(each -> String.valueOf(each.claim.product()).equals(String.valueOf(any.claim.product())))
                .min(Comparator.comparing((Said each) -> !each.subject.equals(any.subject))
                        .thenComparing(each -> each.day().orElse(LocalDate.MAX))
                        .thenComparing(each -> each.claim.id()));
        return new Plan(
                Subjects.of(any.subject),
                any.claim.product(),
                vintages,
                came.isPresent() ? "came" : "not yet",
                came.map(each -> new Came(
                                each.claim.id(),
                                Subjects.of(each.subject),
                                each.claim.effectiveFrom(),
                                each.claim.quantity(),
                                begin == null ? null : move(begin, each),
                                last == null ? null : move(last, each),
                                each.claim.source()))
                        .orElse(null));
    }

    private static Move move(Said from, Said to) {
        Optional<LocalDate> old = from.day();
        Optional<LocalDate> now = to.day();
        Long days = old.isPresent() && now.isPresent() ? ChronoUnit.DAYS.between(old.get(), now.get()) : null;
        Long months = days == null || isToTheYear(from) || isToTheYear(to)
                ? null
                : ChronoUnit.MONTHS.between(YearMonth.from(old.orElseThrow()), YearMonth.from(now.orElseThrow()));
        return new Move(days, months, more(from.claim.quantity(), to.claim.quantity()));
    }

    private static boolean isToTheYear(Said said) {
        PartialDate from = said.claim.effectiveFrom();
        return from != null && from.date() != null && from.date().length() == 4;
    }

    private static @Nullable BigDecimal more(Quantity old, Quantity now) {
        if (old instanceof Quantity.Figure before
                && now instanceof Quantity.Figure after
                && before.unit().dimension() == after.unit().dimension()
                && before.unit().base().equals(after.unit().base())) {
            return after.unit().toBase(after.value()).subtract(before.unit().toBase(before.value()));
        }
        return null;
    }
}
