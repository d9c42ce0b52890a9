package dev.zoneledger.metrics.totals;

import dev.zoneledger.rest.Positions;
import dev.zoneledger.rest.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Describes what all questions about a zone have in common: headers, and how they are refused. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class Descriptions implements OASFilter {

    private static final String ZONES = "/v1/zones/";
    private static final String OK = "200";
    private static final String UNAVAILABLE = "503";
    private static final Map<String, String> FAILURES = Map.of(
            "400",
            "A parameter is not as declared: which one, what was expected and what may be meant",
            "401",
            "No valid bearer token",
            "403",
            "The token lacks the role",
            "404",
            "Nothing is known of the zone",
            UNAVAILABLE,
            "The position of `after` is not reached in time, or the state is not ready. `Retry-After` says when to "
                    + "ask again");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith(ZONES)) {
                item.getOperations().values().forEach(Descriptions::describe);
            }
            if (path.startsWith(ZONES) && item.getGET() != null) {
                APIResponse answer = item.getGET().getResponses().getAPIResponse(OK);
                answer.addHeader(
                        "ETag", OASFactory.createHeader().description("For `If-None-Match`: 304 while nothing is new"));
            }
        });
    }

    private static void describe(Operation operation) {
        APIResponses responses = operation.getResponses();
        FAILURES.forEach((status, description) -> {
            APIResponse given = responses.getAPIResponse(status);
            // What the platform says of 401 and 403 by itself has no body.
            if (given == null || given.getContent() == null) {
                responses.addAPIResponse(status, failure(status, description));
            }
        });
        APIResponse answer = responses.getAPIResponse(OK);
        if (answer != null) {
            answer.addHeader(
                    Positions.HEADER,
                    OASFactory.createHeader().description("The position of the log that the answer reflects"));
        }
    }

    private static APIResponse failure(String status, String description) {
        APIResponse response = OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
        return status.equals(UNAVAILABLE)
                ? response.addHeader("Retry-After", OASFactory.createHeader().description("Seconds"))
                : response;
    }
}
