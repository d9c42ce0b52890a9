package dev.zoneledger.metrics.outlook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Timeline;
import dev.zoneledger.metrics.totals.Answers;
import dev.zoneledger.metrics.totals.Asking;
import dev.zoneledger.metrics.totals.Figures;
import dev.zoneledger.metrics.totals.Links;
import dev.zoneledger.metrics.totals.ManyZones;
import dev.zoneledger.metrics.totals.Parameters;
import dev.zoneledger.metrics.totals.Question;
import dev.zoneledger.metrics.totals.Row;
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
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What is to come into operation, year by year. */
@Path("/v1")
@Tag(name = "Outlook")
class PipelineResource {

    private final Answers answers;
    private final ManyZones zones;

    PipelineResource(Answers answers, ManyZones zones) {
        this.answers = answers;
        this.zones = zones;
    }

    /** Which plans are asked about, as requests say it. */
    record PipelineParameters(
            @RestQuery @Parameter(description = "Day, ISO 8601; today in UTC if not given") @Nullable
            String asOf,

            @RestQuery @Parameter(description = "Only this product of the product tree and those below it") @Nullable
            String product) {

        private PipelineQuestion question() {
            LocalDate date = Parameters.asOf(asOf);
            return new PipelineQuestion(date, asOf == null ? date : null, Parameters.product(product));
        }
    }

    /** What is planned for a year, and what waits without one. */
    record PipelineAnswer(
            @Nullable String zone,
            Measure measure,
            LocalDate asOf,
            @Nullable String position,

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

            @Schema(description = "Left out of what several zones come to: each has its own") @Nullable
            PipelineLinks links) {

        private static PipelineYear of(Pipeline.Year year, @Nullable String zone) {
            return new PipelineYear(
                    year.product(),
                    year.year(),
                    year.unit().isEmpty() ? null : year.unit(),
                    year.overdue(),
                    Figures.of(year.begins(), 0),
                    year.ceases().isZero() ? null : Figures.of(year.ceases(), 0),
                    year.net(),
                    zone == null ? null : PipelineLinks.of(zone, year));
        }
    }

    /** Where a year is told step by step. */
    record PipelineLinks(
            @Schema(description = "The outlook of the product in that year, operating: each step with its causes")
            String timeline) {

        private static PipelineLinks of(String zone, Pipeline.Year year) {
            return new PipelineLinks(Links.address(
                    "/v1/zones/" + zone + "/timeline",
                    "product",
                    year.product(),
                    "status",
                    "operating",
                    "basis",
                    Timeline.OUTLOOK.code(),
                    "from",
                    LocalDate.of(year.year(), 1, 1).minusDays(1),
                    "to",
                    LocalDate.of(year.year(), 12, 31)));
        }
    }

    private record PipelineQuestion(
            LocalDate asOf,
            @Nullable LocalDate today,
            @Nullable String product) implements Question<Pipeline, PipelineAnswer> {

        @Override
        public TypeReference<Pipeline> type() {
            return new TypeReference<>() {};
        }

        @Override
        public Pipeline ask(LedgerStores stores, String zone) {
            return Pipeline.of(stores, zone, product, asOf);
        }

        @Override
        public Pipeline together(SortedMap<String, Pipeline> byZone) {
            return Pipeline.together(byZone);
        }

        @Override
        public PipelineAnswer told(Pipeline pipeline, @Nullable String zone, @Nullable String position) {
            return new PipelineAnswer(
                    zone,
                    Measure.CAPACITY,
                    asOf,
                    position,
                    pipeline.years().stream()
                            .map(year -> PipelineYear.of(year, zone))
                            .toList(),
                    pipeline.undated().stream()
                            .map(row -> OutlookResource.row(zone, Capacities.NEVER, row))
                            .toList());
        }
    }

    @GET
    @Path("zones/{zone}/pipeline")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "What plans bring into operation, by product and year",
            description =
                    "Where the outlook differs from the actual timeline, because plans go on from it: the operating capacity "
                            + "that begins by plan in each year, and the one that ends, each line counted with the day of its "
                            + "plan. Plans that what is actual has overtaken are in no year. What is only announced, approved "
                            + "or under construction has no year; it is told by status under `undated` and never added to the "
                            + "years.\n\n" + Figures.DESCRIPTION)
    public RestResponse<PipelineAnswer> pipeline(@BeanParam Asking asking, @BeanParam PipelineParameters wanted) {
        return answers.of(asking, wanted.question());
    }

    @GET
    @Path("pipeline")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    public Uni<RestResponse<?>> ofZones(
            @BeanParam ZonesAsking asking, @Context Request request, @BeanParam PipelineParameters wanted) {
        return zones.of(asking, request, wanted.question());
    }
}
