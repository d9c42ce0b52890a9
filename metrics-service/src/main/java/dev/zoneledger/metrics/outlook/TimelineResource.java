package dev.zoneledger.metrics.outlook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.metrics.state.Timeline;
import dev.zoneledger.metrics.totals.Answers;
import dev.zoneledger.metrics.totals.Asking;
import dev.zoneledger.metrics.totals.Figures;
import dev.zoneledger.metrics.totals.Links;
import dev.zoneledger.metrics.totals.ManyZones;
import dev.zoneledger.metrics.totals.Parameters;
import dev.zoneledger.metrics.totals.ZonesAsking;
import dev.zoneledger.rest.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How a capacity came to be what it is, and how it is to go on. */
@Path("/v1")
@Tag(name = "Outlook", description = "Capacities over time, past and to come")
class TimelineResource {

    private final Answers answers;
    private final ManyZones zones;

    TimelineResource(Answers answers, ManyZones zones) {
        this.answers = answers;
        this.zones = zones;
    }

    /** What is asked about, as requests say it. */
    record TimelineParameters(
            @RestQuery
            @Parameter(required = true, description = "Code of the product tree; those below it are included")
            @Nullable
            String product,

            @RestQuery @Parameter(description = "First day, ISO 8601; from the beginning if not given") @Nullable
            String from,

            @RestQuery @Parameter(description = "Last day, ISO 8601; to the end if not given") @Nullable
            String to,

            @RestQuery @Parameter(description = "Only this status") @Nullable
            String status,

            @RestQuery @Parameter(description = Questions.BASIS + "; actual if not given") @Nullable
            String basis,

            @RestQuery @Parameter(description = Questions.LIMIT) @Nullable
            String limit) {

        private TimelineQuestion question(@Nullable String zones) {
            String wanted = Questions.product(product);
            LocalDate first = Parameters.day("from", from);
            return new TimelineQuestion(
                    zones,
                    wanted,
                    first,
                    Questions.to(first, to),
                    Parameters.status(status),
                    Questions.timeline(basis, Timeline.ACTUAL),
                    Questions.limit(limit));
        }
    }

    /** The totals of the first day, and each step from it on. */
    record TimelineAnswer(
            @Nullable String zone,
            Measure measure,
            String product,

            @Schema(description = "actual, planned or outlook")
            String basis,

            @Schema(description = "Left out: from the beginning") @Nullable
            LocalDate from,

            @Schema(description = "Left out: to the end") @Nullable
            LocalDate to,

            @Nullable String position,

            @Schema(description = "The totals on `from`, that day's steps included; none if it is left out")
            List<TimelineTotal> start,

            List<TimelineStep> steps,

            @Schema(description = "The page that goes on from the last step; left out on the last page") @Nullable
            String next) {}

    /** A day on which something changes. */
    record TimelineStep(
            LocalDate date,

            @Schema(description = "The totals that change, as they are from the day on")
            List<TimelineTotal> totals,

            @Schema(
                    description =
                            "Why: one for each subject that something happens to, in the order of zones and subjects")
            List<Cause> causes,

            @Schema(
                    description = "Causes beyond the first " + Section.MAX_CAUSES
                            + "; the links of the totals lead to all claims. Left out if there are none")
            @Nullable
            Integer moreCauses) {}

    /** A total on a day of the timeline. */
    record TimelineTotal(
            String status,

            @JsonInclude(JsonInclude.Include.ALWAYS)
            @Schema(description = "Base unit; null if no claim carries a figure and nothing else says it")
            @Nullable
            String unit,

            @Schema(description = "What the step adds to `value`; left out of `start`") @Nullable
            BigDecimal change,

            @JsonUnwrapped Figures figures,

            @Schema(description = "Left out of what several zones come to: each has its own") @Nullable
            Links links) {}

    @GET
    @Path("zones/{zone}/timeline")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "The capacity of a product over time, each step with its causes",
            description =
                    "By status and unit, the product with its descendants: the totals on `from`, then every day up to `to` "
                            + "on which a total changes, the total from then on, and what happened to whom. No status is added to "
                            + "another. A beginning known to the month or year is a step on its last day.\n\n"
                            + "`actual` is what is so, `planned` what is to be so: two timelines. `outlook` continues the one "
                            + "with the other: each line, phase, project or organisation goes by its actual claims to its last "
                            + "actual step and by its planned ones from there on; a plan for an earlier day is overtaken. A plan whose "
                            + "day is past while nothing actual was heard of it stands as planned.\n\n"
                            + "A page has up to `limit` steps; `next` goes on with the totals as its last step left them. Of several "
                            + "zones, `together` takes a step where what they come to changes, each cause with its zone, and "
                            + "goes on with its own `next`; so does each zone.")
    public RestResponse<TimelineAnswer> timeline(@BeanParam Asking asking, @BeanParam TimelineParameters wanted) {
        return answers.of(asking, wanted.question(null));
    }

    @GET
    @Path("timeline")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    public Uni<RestResponse<?>> ofZones(
            @BeanParam ZonesAsking asking, @Context Request request, @BeanParam TimelineParameters wanted) {
        return zones.of(asking, request, wanted.question(asking.zones()));
    }
}
