package dev.zoneledger.metrics.outlook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.metrics.state.Timeline;
import dev.zoneledger.metrics.totals.Answers;
import dev.zoneledger.metrics.totals.Asking;
import dev.zoneledger.metrics.totals.Figures;
import dev.zoneledger.metrics.totals.Links;
import dev.zoneledger.metrics.totals.Parameters;
import dev.zoneledger.metrics.totals.Row;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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

/** What is to come into operation, year by year. */
@Path("/v1/zones/{zone}/pipeline")
@Tag(name = "Outlook")
class PipelineResource {

    private final Answers answers;

    PipelineResource(Answers answers) {
        this.answers = answers;
    }

    /** What is planned for a year, and what waits without one. */
    record PipelineAnswer(
            String zone,
            Measure measure,
            LocalDate asOf,
            String position,

            @Schema(description = "By product, year and unit")
            List<PipelineYear> years,

            @Schema(
                    description =
                            "What is announced, approved, under construction, being run in or shelved at the end of the "
                                    + "outlook: no plan says by when it is to operate. Each status by itself")
            List<Row> undated) {}

    /** What plans change in one year. */
    record PipelineYear(
            @Schema(description = "Code of the product tree; descendants are in it")
            String product,

            int year,

            @JsonInclude(JsonInclude.Include.ALWAYS)
            @Schema(description = "Base unit; null if no claim carries a figure and nothing else says it")
            @Nullable
            String unit,

            @Schema(
                    description =
                            "Whether the planned days are not after the date while nothing actual has been heard since: these "
                                    + "stand apart from the same year's days to come")
            boolean overdue,

            @Schema(description = "Claims that plans bring into operation")
            Figures begins,

            @Schema(
                    description =
                            "Claims that plans end, in another figure's favour or for good; left out if there are none")
            @Nullable
            Figures ceases,

            @JsonInclude(JsonInclude.Include.ALWAYS)
            @Schema(description = "Begins - ceases, by the printed figures; null if neither has one")
            @Nullable
            BigDecimal net,

            PipelineLinks links) {}

    /** Where a year is told step by step. */
    record PipelineLinks(
            @Schema(description = "The outlook of the product in that year, operating: each step with its causes")
            String timeline) {}

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "What plans bring into operation, by product and year",
            description =
                    "Where the outlook differs from the actual timeline, because plans go on from it: the operating capacity "
                            + "that begins by plan in each year, and the one that ends, each line counted with the day of its "
                            + "plan. Plans that what is actual has overtaken are in no year. What is only announced, approved "
                            + "or under construction has no year; it is told by status under `undated` and never added to the "
                            + "years.\n\n" + Figures.DESCRIPTION)
    public RestResponse<PipelineAnswer> pipeline(
            @BeanParam Asking asking,
            @RestQuery @Parameter(description = "Day, ISO 8601; today in UTC if not given") @Nullable String asOf,
            @RestQuery @Parameter(description = "Only this product of the product tree and those below it") @Nullable
                    String product) {
        LocalDate date = Parameters.asOf(asOf);
        String wanted = Parameters.product(product);
        return answers.of(
                asking,
                asOf == null ? date : null,
                stores -> Pipeline.of(stores, asking.zone(), wanted, date),
                (pipeline, position) -> new PipelineAnswer(
                        asking.zone(), Measure.CAPACITY, date, position, pipeline.years(), pipeline.undated()));
    }

    /** To the steps of a year. */
    static PipelineLinks links(String zone, String product, int year) {
        return new PipelineLinks(Links.address(
                "/v1/zones/" + zone + "/timeline",
                "product",
                product,
                "status",
                "operating",
                "basis",
                Timeline.OUTLOOK.code(),
                "from",
                LocalDate.of(year, 1, 1).minusDays(1),
                "to",
                LocalDate.of(year, 12, 31)));
    }
}
