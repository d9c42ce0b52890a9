package dev.zoneledger.metrics.chains;

import dev.zoneledger.contract.FactorSet;
import dev.zoneledger.contract.FactorSets;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Roles;
import dev.zoneledger.rest.Suggestions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** What balances assume: the same for all zones, and at every position of the log. */
@Path("/v1/factor-sets")
@Tag(name = "Chains")
class FactorSetsResource {

    private final Request request;

    /** The request is the present one, whichever that is. */
    FactorSetsResource(Request request) {
        this.request = request;
    }

    /** All sets. */
    record FactorSetList(List<ListedSet> sets) {}

    /** A set in short. */
    record ListedSet(
            String id,
            int version,

            @Schema(description = "Names the set in `factors`: id and version")
            String key,

            String published,
            String name,
            SetLinks links) {

        static ListedSet of(FactorSet set) {
            return new ListedSet(
                    set.id(),
                    set.version(),
                    set.key(),
                    set.published(),
                    set.name(),
                    new SetLinks("/v1/factor-sets/" + set.key()));
        }
    }

    /** Where a set is. */
    record SetLinks(String self) {}

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "All factor sets",
            description =
                    "In the order of their coming, the latest last. A set that has been published is never changed.")
    public RestResponse<FactorSetList> sets() {
        FactorSets sets = FactorSets.builtIn();
        return answer(
                sets.latest().key() + "/" + sets.all().size(),
                new FactorSetList(sets.all().stream().map(ListedSet::of).toList()));
    }

    @GET
    @Path("{key}")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "One factor set",
            description =
                    "Its parameters, shares by weight each with its range and source, and for each product the factors that "
                            + "lead from a ton of it to each basis: parameters, or formulas for the element in that oxide, with a "
                            + "`/` where it divides. No factors: a ton is a ton.")
    @APIResponse(responseCode = "200", description = "The set")
    @APIResponse(
            responseCode = "404",
            description = "There is no such set; perhaps which one was meant",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public RestResponse<FactorSet> set(
            @RestPath @Parameter(description = "Id and version, `rare-earths-1`") String key) {
        FactorSets sets = FactorSets.builtIn();
        FactorSet set = sets.find(key)
                .orElseThrow(() -> Problem.notFound("There is no factor set " + key
                                + Suggestions.nearest(
                                                key,
                                                sets.all().stream()
                                                        .map(FactorSet::key)
                                                        .toList())
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse(""))
                        .asException());
        return answer(set.key(), set);
    }

    private <T> RestResponse<T> answer(String version, T body) {
        EntityTag tag = new EntityTag(version);
        RestResponse.ResponseBuilder<T> answer = request.evaluatePreconditions(tag) == null
                ? RestResponse.ResponseBuilder.ok(body)
                : RestResponse.ResponseBuilder.notModified();
        return answer.tag(tag).build();
    }
}
