package dev.zoneledger.metrics.outlook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.metrics.ledger.Reason;
import dev.zoneledger.metrics.state.Timeline;
import dev.zoneledger.metrics.totals.Answers;
import dev.zoneledger.metrics.totals.Asking;
import dev.zoneledger.metrics.totals.Figures;
import dev.zoneledger.metrics.totals.Parameters;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What if: the capacities of a zone if something else came. */
@Path("/v1/zones/{zone}/scenarios")
@Tag(name = "Outlook")
class ScenariosResource {

    private static final String EXAMPLE = """
            {"changes": [
              {"claim": "f3-powder-planned", "delay": "P1Y"},
              {"claim": "f22-servo-motor-capacity", "cancel": true},
              {"project": {"id": "new-works", "organisation": "jinmeng-huimeng"}},
              {"subject": {"project": "new-works"}, "product": "ndfeb-bonded", "status": "operating",
               "basis": "planned", "quantity": {"value": 800, "unit": "t/a"}, "effectiveFrom": {"date": "2027"}}]}""";

    private final Answers answers;

    ScenariosResource(Answers answers) {
        this.answers = answers;
    }

    /** The body, for the description: what is read is read by hand, so that every fault has its pointer. */
    @Schema(name = "Scenario")
    record ScenarioBody(
            @Schema(required = true, minItems = 0, maxItems = HypothesisReader.MAX_CHANGES)
            List<ScenarioChange> changes) {}

    /** One change: either of a claim on record, or a claim. */
    @Schema(
            name = "ScenarioChange",
            description =
                    "Either `claim` with `delay` or `cancel`, or `project`, or else the fields of a claim on a capacity as "
                            + "`POST /v1/claims` takes it, of which the usual ones are named here")
    record ScenarioChange(
            @Schema(description = "Id of a claim on record") @Nullable
            String claim,

            @Schema(description = "Years, months and days, ISO 8601; negative: earlier", examples = "P1Y6M") @Nullable
            String delay,

            @Schema(description = "True: as if the claim were retracted") @Nullable
            Boolean cancel,

            @Schema(description = "A project as `POST /v1/projects` takes it; zone, revision and name may be left out")
            @Nullable
            Project project,

            @Nullable Subject subject,

            @Schema(description = "Code of the product tree") @Nullable
            String product,

            @Nullable Quantity quantity,

            @Schema(implementation = String.class) @Nullable Status status,

            @Schema(description = "actual, if not given, or planned", implementation = String.class) @Nullable
            Basis basis,

            @Nullable PartialDate effectiveFrom) {}

    /** What the totals would be, beside what they are. */
    record ScenarioAnswer(
            String zone,
            Measure measure,

            @Schema(description = "actual, planned or outlook")
            String basis,

            LocalDate asOf,
            String position,

            @Schema(description = "Always true: nothing of `supposed` is on record")
            boolean hypothetical,

            @Schema(description = "What was supposed, in the order of the request")
            List<Supposed> changes,

            @Schema(description = "Every total of the date, changed or not")
            List<Beside> totals,

            @Schema(description = "Every day on which a total that differs takes a step, here or there")
            List<BesideStep> timeline,

            @Schema(description = "Whether the timeline is all there; false if it was cut after `limit` days")
            boolean complete) {

        ScenarioAnswer at(String reflected) {
            return new ScenarioAnswer(
                    zone, measure, basis, asOf, reflected, hypothetical, changes, totals, timeline, complete);
        }
    }

    /** A change as it was understood. */
    record Supposed(
            @Schema(
                    description =
                            "Id of the claim; of one that was sent without, the id that it would have; left out of a project")
            @Nullable
            String claim,

            @Schema(description = "Id of the project; left out of a claim") @Nullable
            String project,

            @Schema(description = "added, delayed, cancelled or registered")
            String change,

            @Schema(description = "From when on the claim would hold; left out if it is cancelled") @Nullable
            PartialDate effectiveFrom,

            @Schema(
                    description =
                            "Why the claim would be in no total of the date on this basis, as under `capacity/claims`; left "
                                    + "out if it would be in one, or is of another basis",
                    implementation = String.class)
            @Nullable
            Reason reason) {}

    /** A total as it is and as it would be. */
    record Beside(
            String product,
            String status,

            @JsonInclude(JsonInclude.Include.ALWAYS)
            @Schema(description = "Base unit; null if no claim carries a figure and nothing else says it")
            @Nullable
            String unit,

            Figures present,
            Figures supposed,

            @JsonInclude(JsonInclude.Include.ALWAYS)
            @Schema(
                    description =
                            "Supposed - present, by the printed figures, a side without claims being 0; null if a side has "
                                    + "claims but no figure")
            @Nullable
            BigDecimal change) {}

    /** A day of the timeline. */
    record BesideStep(LocalDate date, List<Beside> totals) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "The capacities if some claims came, were late or fell away",
            description = "Up to " + HypothesisReader.MAX_CHANGES
                    + " changes, each of one thing: a claim on a capacity as `POST /v1/claims` takes it (of zone, id, "
                    + "revision, measure, basis, rank and source, those left out are filled in; with the id of a claim on "
                    + "record and a higher revision it corrects that claim), `{\"claim\": id, \"delay\": \"P1Y\"}` (it holds so "
                    + "much later; a negative period: earlier), `{\"claim\": id, \"cancel\": true}` (it falls away as if "
                    + "retracted; a line that is given up is a claim with the status cancelled), or `{\"project\": {...}}` (it "
                    + "is registered, with the phases and lines that claims are to name).\n\n"
                    + "The answer is what the totals would be if all this were really posted, to the last digit, by "
                    + "the same arithmetic; a claim on what is not registered is in no total, then as now. "
                    + "Nothing is stored. All faults of the changes are told at once, each with its pointer.")
    public RestResponse<ScenarioAnswer> scenario(
            @BeanParam Asking asking,
            @RestQuery @Parameter(description = "Day of the totals, ISO 8601; today in UTC if not given") @Nullable
                    String asOf,
            @RestQuery @Parameter(description = Questions.BASIS + "; outlook if not given") @Nullable String basis,
            @RestQuery @Parameter(description = "Only this product of the product tree and those below it") @Nullable
                    String product,
            @RestQuery @Parameter(description = "Days of the timeline, 1 to 1000; 100 if not given") @Nullable
                    String limit,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ScenarioBody.class),
                                            examples = @ExampleObject(name = "changes", value = EXAMPLE)))
                    byte @Nullable [] body) {
        LocalDate date = Parameters.asOf(asOf);
        Timeline timeline = Questions.timeline(basis, Timeline.OUTLOOK);
        String wanted = Parameters.product(product);
        int days = Questions.limit(limit);
        List<Hypothesis> changes = HypothesisReader.read(asking.zone(), body);
        return answers.posted(
                asking,
                stores -> new Scenario(stores, asking.zone(), timeline, wanted, date, days).of(changes),
                ScenarioAnswer::at);
    }
}
