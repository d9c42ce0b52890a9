package dev.zoneledger.metrics.analyses;

import dev.zoneledger.metrics.ledger.CalendarPeriod;
import dev.zoneledger.metrics.totals.Answers;
import dev.zoneledger.metrics.totals.Asking;
import dev.zoneledger.metrics.totals.Composition;
import dev.zoneledger.metrics.totals.ManyZones;
import dev.zoneledger.metrics.totals.Parameters;
import dev.zoneledger.metrics.totals.Slice;
import dev.zoneledger.metrics.totals.SliceParameters;
import dev.zoneledger.metrics.totals.ZonesAsking;
import dev.zoneledger.rest.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How much of what could be made was made. */
@Path("/v1")
@Tag(name = "Utilisation")
class UtilisationResource {

    private static final String BY_SUBJECT = "subject";

    private static final String PERIOD = "A year (2021), quarter (2021-Q1) or month (2021-03)";
    private static final String BY =
            "product (the default), or product,subject: a row for each subject and the product that it is told of, also for "
                    + "those of which only one side is known";

    private final Answers answers;
    private final ManyZones zones;

    UtilisationResource(Answers answers, ManyZones zones) {
        this.answers = answers;
        this.zones = zones;
    }

    /** The utilisation of products, or of subjects, and those of more than the whole. */
    record UtilisationAnswer(
            @Nullable String zone,
            String period,
            @Nullable String position,
            List<Utilised> utilisation,

            @Schema(description = "Each subject that made more than it could, with the claims of both sides")
            List<Utilised> alarms) {}

    @GET
    @Path("zones/{zone}/utilisation")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Output over installed capacity in a period",
            description =
                    "The actual output of a year, quarter or month over the operating, actual capacity, weighted by the days "
                            + "of the period on which it counts: a day is worth a 365th of the yearly capacity, in a leap year a "
                            + "366th.\n\nBoth sides are of the same product and the same subjects. A subject is a project; "
                            + "where an organisation states one of both sides as a whole, it is one subject with all of its "
                            + "projects. Only subjects of which both sides have a figure are in the ratio of a product; the others "
                            + "are counted, and told with `by=product,subject`. The row of a product adds up such pairs of "
                            + "the product and of those below it in the tree; an output of a wider product is not set against "
                            + "a capacity of a narrower one.\n\nOver 100 % is an alarm. Without an output on record the "
                            + "utilisation is not known, which is not zero. " + Composition.RULE + ".")
    public RestResponse<UtilisationAnswer> utilisation(
            @BeanParam Asking asking,
            @RestQuery @Parameter(description = PERIOD, required = true) @Nullable String period,
            @RestQuery @Parameter(description = BY) @Nullable String by,
            @BeanParam SliceParameters part) {
        return answers.of(asking, question(period, by, part));
    }

    @GET
    @Path("utilisation")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    public Uni<RestResponse<?>> ofZones(
            @BeanParam ZonesAsking asking,
            @Context Request request,
            @RestQuery @Parameter(description = PERIOD, required = true) @Nullable String period,
            @RestQuery @Parameter(description = BY) @Nullable String by,
            @BeanParam SliceParameters part) {
        return zones.of(asking, request, question(period, by, part));
    }

    private static UtilisationRows question(@Nullable String period, @Nullable String by, SliceParameters part) {
        CalendarPeriod time =
                Objects.requireNonNull(Parameters.calendarPeriod("period", Parameters.needed("period", period), null));
        Set<String> dimensions = Parameters.by(by, List.of("product"), BY_SUBJECT);
        return new UtilisationRows(time, Slice.of(part, dimensions), dimensions.contains(BY_SUBJECT));
    }
}
