package dev.zoneledger.catalog.totals;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.zoneledger.catalog.registry.PastReads;
import dev.zoneledger.catalog.registry.Registry;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Position;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The totals of a zone, from the tables. */
@Path("/v1/zones/{zone}/totals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Totals",
        description = "The totals of metrics-service out of the tables, also of what was on record before")
class TotalsResource {

    private static final String EXAMPLE = """
            {"zone": "baotou-rehz", "scope": "registered", "measure": "capacity", "basis": "actual", "asOf": "2020-10-15",
             "position": "1@82",
             "totals": [{"product": "ndfeb-sintered", "status": "operating", "unit": "t/a", "value": 3000, "lower": 3000,
                         "upper": 3000, "claims": 1, "approximate": 0, "withoutFigure": 0}]}""";

    private final Registry registry;
    private final EntityManager entities;

    TotalsResource(Registry registry, EntityManager entities) {
        this.registry = registry;
        this.entities = entities;
    }

    /**
     * The totals.
     *
     * @param basis of a capacity; each total of a flow has its own
     * @param asOf of a capacity
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Totals(
            String zone,
            String scope,
            String measure,
            @Nullable String basis,
            @Nullable LocalDate asOf,
            @Nullable Instant knownAt,
            @Nullable String position,
            List<Total> totals) {}

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Totals of a zone, now or as they were known at an instant",
            description =
                    "The same totals as those of metrics-service (`capacity`, `output`, `value`), to the last digit at the"
                            + " same position, computed from the tables; with `knownAt` out of what was on record then. A total"
                            + " is an interval: it adds only claims of the same measure, product (with its descendants), status"
                            + " or period, basis and unit, in the base unit; never what is quarantined, deprecated, superseded"
                            + " or retracted, and nothing along a chain. Where parts and the whole state the same status or"
                            + " period, the parts are added. `scope=declared` tells what the zone says of itself as a whole,"
                            + " each product by itself: it is never added to the rest. 404 for a zone of which nothing has come.")
    @APIResponse(
            responseCode = "200",
            description = "Rows in the order of the product tree, of statuses or periods, bases and units",
            content =
                    @Content(
                            schema = @Schema(implementation = Totals.class),
                            examples = @ExampleObject(name = "capacity", value = EXAMPLE)))
    public Response totals(
            @RestPath @Parameter(description = "Id of the zone") String zone,
            @RestQuery
                    @Parameter(
                            required = true,
                            description = "capacity, output, gross-output-value, sales-revenue or investment")
                    @Nullable
                    String measure,
            @RestQuery
                    @Parameter(
                            description = "Of a capacity: day, ISO 8601; today in UTC if not given. A flow has none: it"
                                    + " belongs to its period")
                    @Nullable
                    String asOf,
            @RestQuery
                    @Parameter(
                            description = "Only this product of the product tree and those below it; of money also"
                                    + " `none`, for figures told of no product")
                    @Nullable
                    String product,
            @RestQuery @Parameter(description = "Of a capacity: only this status") @Nullable String status,
            @RestQuery
                    @Parameter(
                            description =
                                    "Of a flow: only this period, 2019, 2020-Q1, 2021-01/2021-10, XXXX (a year not stated)")
                    @Nullable
                    String period,
            @RestQuery
                    @Parameter(
                            description =
                                    "Of a capacity actual (so it is; the default) or planned (so it is to be); of a"
                                            + " flow only actual, planned or target")
                    @Nullable
                    String basis,
            @RestQuery
                    @Parameter(
                            description = "registered (organisations and their projects; the default) or declared (the"
                                    + " zone of itself)")
                    @Nullable
                    String scope,
            @RestQuery
                    @Parameter(
                            description = "product,status of a capacity; product,period of an output; measure,period of"
                                    + " money: a total adds over none of them")
                    @Nullable
                    String by,
            @BeanParam PastReads reads) {
        Measure of = Question.measure(measure);
        Question.by(of, by);
        Question question = new Question(
                zone,
                Question.scope(scope),
                of,
                Question.bases(of, basis),
                Question.products(of, product),
                Question.slot(of, status, period),
                Question.asOf(of, asOf));
        Instant knownAt = reads.instant();
        // Without a day in the request, the answer depends on today.
        LocalDate today = of.isFlow() || asOf != null ? null : question.asOf();
        return registry.answer(
                reads,
                today,
                () -> new Totals(
                        zone,
                        question.scope().code(),
                        of.code(),
                        of.isFlow() ? null : question.bases().getFirst().code(),
                        of.isFlow() ? null : question.asOf(),
                        knownAt,
                        registry.position().map(Position::toString).orElse(null),
                        totals(question, knownAt != null)));
    }

    private List<Total> totals(Question question, boolean ofThen) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            if (!Sums.knows(connection, question.zone())) {
                throw Problem.notFound("Nothing is known of a zone " + question.zone()
                                + " here; was it written to? Ask after the position that was answered then")
                        .asException();
            }
            return Sums.of(connection, question, ofThen);
        });
    }
}
