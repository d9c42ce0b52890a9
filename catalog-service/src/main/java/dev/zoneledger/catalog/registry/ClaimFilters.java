package dev.zoneledger.catalog.registry;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Period;
import dev.zoneledger.contract.Status;
import dev.zoneledger.rest.Problem;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** What claims are filtered by; filters together leave the claims that pass all of them. */
@NullUnmarked
class ClaimFilters {

    static final String STATUSES = """
            Where a line stands from `effectiveFrom` on: `announced` made public, nothing begun; `approved` permits or \
            the decision are given; `construction` permanent works have begun (a foundation stone is not construction); \
            `commissioning` built and being run in; `operating` in production; `mothballed` stopped, able to run again; \
            `retired` ended for good; off the path `shelved` put off, `cancelled` given up; `unknown` no source says.""";

    @QueryParam("zone")
    String zone;

    @QueryParam("organisation")
    @Parameter(description = "Claims on it and on its projects")
    String organisation;

    @QueryParam("project")
    @Parameter(description = "Claims on it, its phases and their lines")
    String project;

    @QueryParam("product")
    @Parameter(description = "With all products below it in the product tree")
    String product;

    @QueryParam("measure")
    @Parameter(
            description = "Gross output value, sales revenue and investment are three different sums of money",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {
                                "capacity",
                                "output",
                                "gross-output-value",
                                "sales-revenue",
                                "investment",
                                "count"
                            }))
    String measure;

    @QueryParam("counted")
    @Parameter(description = "Of a count: what is counted", example = "patents")
    String counted;

    @QueryParam("status")
    @Parameter(description = STATUSES)
    String status;

    @QueryParam("basis")
    @Parameter(
            description = "`actual` it is so; `planned` it is to be so; `target` an aim; `cumulative` since a start",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"actual", "planned", "target", "cumulative"}))
    String basis;

    @QueryParam("period")
    @Parameter(description = "Of a flow, exactly this one: " + Period.FORM, example = "2019")
    String period;

    @QueryParam("rank")
    @Parameter(
            description = "The rank in force",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"preferred", "normal", "deprecated", "quarantined"}))
    String rank;

    @QueryParam("source")
    @Parameter(description = "The address of the source, as the claim has it", example = "urn:smm:101294895")
    String source;

    @QueryParam("speaker")
    @Parameter(description = "The name of who said it, as printed", example = "Sun Xiping")
    String speaker;

    @QueryParam("speakerOrganisation")
    @Parameter(description = "The organisation that the speaker speaks for", example = "jinmeng-huimeng")
    String speakerOrganisation;

    @QueryParam("recordedFrom")
    @Parameter(
            description = "As it stands since this instant or later, by the broker's append time",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    String recordedFrom;

    @QueryParam("recordedBefore")
    @Parameter(
            description = "As it stands since before this instant",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    String recordedBefore;

    @QueryParam("resolved")
    @Parameter(
            description =
                    "false: only those whose subject nobody has registered. Needs `zone`: it is looked for claim by"
                            + " claim",
            schema = @Schema(type = SchemaType.BOOLEAN))
    String resolved;

    @QueryParam("retracted")
    @Parameter(
            description = "true: only retracted ones; they are left out otherwise",
            schema = @Schema(type = SchemaType.BOOLEAN))
    String retracted;

    /** All that is set, and of claims that hold on the day that is asked for. */
    Conditions conditions(PastReads reads, @Nullable LocalDate day) {
        Set<String> products = Choices.product(product);
        Conditions conditions = new Conditions()
                .and("c.zone = :zone", "zone", Choices.id("zone", zone))
                .and("c.project = :project", "project", Choices.id("project", project))
                .and("c.product in :product", "product", products)
                .and("c.measure = :measure", "measure", Choices.oneOf("measure", measure, Measure.values()))
                .and("c.counted = :counted", "counted", Choices.id("counted", counted))
                .and("c.status = :status", "status", Choices.oneOf("status", status, Status.values()))
                .and("c.basis = :basis", "basis", Choices.oneOf("basis", basis, Basis.values()))
                .and("c.period = :period", "period", period())
                .and("c.rankInForce = :rank", "rank", Choices.oneOf("rank", rank, ClaimRank.values()))
                // The digest has an index; a text of any length has none. Hibernate's own md5 is not the database's.
                .and(
                        "sql('md5(?)', c.source) = sql('md5(?)', :source) and c.source = :source",
                        "source",
                        Choices.text("source", source))
                .and("c.speaker = :speaker", "speaker", Choices.text("speaker", speaker))
                .and(
                        "c.speakerOrganisation = :speakerOrganisation",
                        "speakerOrganisation",
                        Choices.id("speakerOrganisation", speakerOrganisation))
                .and("c.recordedAt >= :recordedFrom", "recordedFrom", Choices.instant("recordedFrom", recordedFrom))
                .and(
                        "c.recordedAt < :recordedBefore",
                        "recordedBefore",
                        Choices.instant("recordedBefore", recordedBefore))
                .and("c.resolved = :resolved", "resolved", resolved());
        // In words and not as a parameter: the index of retracted claims has them only.
        boolean onlyRetracted = Boolean.TRUE.equals(Choices.yesOrNo("retracted", retracted));
        conditions.and(true, onlyRetracted ? "c.retracted" : "not c.retracted");
        ofOrganisation(conditions, reads);
        if (day != null) {
            holding(conditions, reads, day, products);
        }
        return conditions;
    }

    private @Nullable String period() {
        if (period == null) {
            return null;
        }
        try {
            return Period.of(period).text();
        } catch (RuntimeException e) {
            throw Problem.invalidParameter(Problem.FieldError.ofParameter("period", "expected " + Period.FORM, null))
                    .asException();
        }
    }

    private @Nullable Boolean resolved() {
        if (resolved != null && zone == null) {
            throw needsZone("resolved");
        }
        return Choices.yesOrNo("resolved", resolved);
    }

    private static RuntimeException needsZone(String parameter) {
        return Problem.invalidParameter(Problem.FieldError.ofParameter(
                        parameter, "needs the filter zone: it is answered from all claims of a zone", null))
                .asException();
    }

    /** Told as two sets of keys, of which each has an index; "or" between two tables has none. */
    private void ofOrganisation(Conditions conditions, PastReads reads) {
        String entity = reads.knownAt == null ? "RegisteredClaim" : "PastClaim";
        String record = reads.knownAt == null ? "RegisteredRecord" : "PastRecord";
        conditions.and(
                "(c.zone, c.id) in (select o.zone, o.id from " + entity + " o where o.organisation = :organisation"
                        + inZone("o")
                        + " union all select p.zone, p.id from " + record + " r join " + entity
                        + " p on p.zone = r.zone and p.project = r.id"
                        + " where r.kind = 'project' and r.organisation = :organisation" + inZone("r") + ")",
                "organisation",
                Choices.id("organisation", organisation));
    }

    /** Said inside too: the database does not look for it there by itself. */
    private String inZone(String alias) {
        return zone == null ? "" : " and " + alias + ".zone = :zone";
    }

    /** What the series is told by is said of the holds too: they are looked for in the series that are asked for alone. */
    private void holding(Conditions conditions, PastReads reads, LocalDate day, @Nullable Set<String> products) {
        if (zone == null) {
            throw needsZone("asOf");
        }
        conditions.and(
                "(c.zone, c.id) in (select h.zone, h.id from " + (reads.knownAt == null ? "Hold" : "PastHold")
                        + " h where h.zone = :zone and h.holdsFrom <= :day and (h.holdsTo is null or h.holdsTo > :day)"
                        + (measure == null ? "" : " and h.measure = :measure")
                        + (basis == null ? "" : " and h.basis = :basis")
                        + (products == null ? "" : " and h.product in :product")
                        + ")",
                "day",
                day);
    }
}
