package dev.zoneledger.metrics.analyses;

import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Stage;
import dev.zoneledger.contract.Status;
import dev.zoneledger.metrics.totals.Answers;
import dev.zoneledger.metrics.totals.Asking;
import dev.zoneledger.metrics.totals.ManyZones;
import dev.zoneledger.metrics.totals.Parameters;
import dev.zoneledger.metrics.totals.Slice;
import dev.zoneledger.metrics.totals.ZonesAsking;
import dev.zoneledger.rest.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** In how few hands a zone's capacity is. */
@Path("/v1")
@Tag(name = "Concentration")
class ConcentrationResource {

    private static final int USUAL_LARGEST = 5;
    private static final int MAX_LARGEST = 100;
    private static final String AS_OF = "Day, ISO 8601; today in UTC if not given";
    private static final String PRODUCT = "Only this product of the product tree and those below it";
    private static final String STAGE =
            "Only products at this stage of their chains: upstream, midstream or downstream. " + Slice.STAGES;
    private static final String STATUS = "Of capacities of this status; operating if not given";
    private static final String LARGEST = "How many of the largest are told: 1 to 100, 5 if not given";

    private final Answers answers;
    private final ManyZones zones;

    ConcentrationResource(Answers answers, ManyZones zones) {
        this.answers = answers;
        this.zones = zones;
    }

    /** Which capacities are asked about, as requests say it. */
    record ConcentrationParameters(
            @RestQuery @Parameter(description = AS_OF) @Nullable
            String asOf,

            @RestQuery @Parameter(description = PRODUCT) @Nullable
            String product,

            @RestQuery @Parameter(description = STAGE) @Nullable
            String stage,

            @RestQuery @Parameter(description = STATUS) @Nullable
            String status,

            @RestQuery @Parameter(description = LARGEST) @Nullable
            String largest) {

        private ConcentrationRows question() {
            LocalDate date = Parameters.asOf(asOf);
            return new ConcentrationRows(
                    date,
                    asOf == null ? date : null,
                    Objects.requireNonNullElse(Parameters.status(status), Status.OPERATING),
                    new Slice(Parameters.product(product), null, Parameters.stage(stage), false, true),
                    Parameters.number("largest", largest, USUAL_LARGEST, 1, MAX_LARGEST));
        }
    }

    /** The products that there are capacities of. */
    record ConcentrationAnswer(
            @Nullable String zone,
            Measure measure,
            LocalDate asOf,
            @Nullable String position,
            List<Concentrated> concentration) {}

    @GET
    @Path("zones/{zone}/concentration")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Shares of the largest organisations in a capacity, and the index of their concentration",
            description =
                    "For each product, with those below it in the tree: the largest organisations with their projects, the "
                            + "share of each, and the Herfindahl-Hirschman index over all of them. Whose a project without an "
                            + "organisation is nobody says: each counts as a hand of its own, and their number is told. Shares "
                            + "are of the printed figures; `exact` tells whether these are all that the figures can be.\n\n"
                            + "Stages: " + Stage.RULE + ".\n\nOf several zones together shares and index are those of "
                            + "all of their organisations, none of which is taken for one of another zone.")
    public RestResponse<ConcentrationAnswer> concentration(
            @BeanParam Asking asking, @BeanParam ConcentrationParameters wanted) {
        return answers.of(asking, wanted.question());
    }

    @GET
    @Path("concentration")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    public Uni<RestResponse<?>> ofZones(
            @BeanParam ZonesAsking asking, @Context Request request, @BeanParam ConcentrationParameters wanted) {
        return zones.of(asking, request, wanted.question());
    }
}
