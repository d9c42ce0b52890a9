package dev.zoneledger.metrics.totals;

import dev.zoneledger.rest.Positions;
import dev.zoneledger.rest.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Describes what all questions about a zone, and about several, have in common: headers, answers, and how they are refused. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class Descriptions implements OASFilter {

    private static final String ZONES = "/v1/zones/";
    private static final String OF_ZONES = "zones";
    private static final String MANY =
            "Each zone's answer as if it were asked alone, with its position, and what they come to together: only what is the "
                    + "same but for the zone is added. All zones of a partition of the log are at one position; that of "
                    + "`together` names all of them.\n\nAn organisation is one of its zone. Named, it is looked for in each; told "
                    + "apart, those of several zones stay apart, whatever their ids, and `zone` says whose each is.";
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
            "Nothing is known of the zone, or of another name in the path; the detail says which",
            UNAVAILABLE,
            "The position of `after` is not reached in time, or the state is not ready. `Retry-After` says when to "
                    + "ask again");

    private static final Map<String, String> FAILURES_OF_ZONES = Map.of(
            "404",
            "Nothing is known of one of the zones, or of several, or of the chain; the detail says which",
            UNAVAILABLE,
            "Nobody answers for some of the zones, or what they reflect is not as far as `after` asks: never a sum of the "
                    + "others. `Retry-After` says when to ask again");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().forEach((path, item) -> {
            if (isOfZones(item)) {
                ofZones(item.getGET(), ofOneZone(api, path));
            }
            if (path.startsWith(ZONES) || isOfZones(item)) {
                item.getOperations().values().forEach(Descriptions::describe);
            }
            if ((path.startsWith(ZONES) || isOfZones(item)) && item.getGET() != null) {
                APIResponse answer = item.getGET().getResponses().getAPIResponse(OK);
                answer.addHeader(
                        "ETag", OASFactory.createHeader().description("For `If-None-Match`: 304 while nothing is new"));
            }
        });
    }

    private static boolean isOfZones(PathItem item) {
        return item.getGET() != null
                && Objects.requireNonNullElse(item.getGET().getParameters(), List.<Parameter>of()).stream()
                        .anyMatch(parameter -> OF_ZONES.equals(parameter.getName()));
    }

    /** The same question, of one zone: its path ends alike. */
    private static Operation ofOneZone(OpenAPI api, String path) {
        String end = path.substring(path.lastIndexOf('/'));
        return api.getPaths().getPathItems().entrySet().stream()
                .filter(each -> each.getKey().startsWith(ZONES) && each.getKey().endsWith(end))
                .map(each -> each.getValue().getGET())
                .findFirst()
                .orElseThrow();
    }

    private static void ofZones(Operation operation, Operation ofOne) {
        operation
                .summary(ofOne.getSummary() + "; of several zones")
                .description(MANY + "\n\n" + ofOne.getDescription());
        Schema answer = ofOne.getResponses()
                .getAPIResponse(OK)
                .getContent()
                .getMediaType(MediaType.APPLICATION_JSON)
                .getSchema();
        operation
                .getResponses()
                .addAPIResponse(
                        OK,
                        OASFactory.createAPIResponse()
                                .description("Of each zone, and of all of them together")
                                .content(OASFactory.createContent()
                                        .addMediaType(
                                                MediaType.APPLICATION_JSON,
                                                OASFactory.createMediaType().schema(answers(answer)))));
        FAILURES_OF_ZONES.forEach(
                (status, description) -> operation.getResponses().addAPIResponse(status, failure(status, description)));
    }

    private static Schema answers(Schema answer) {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty(
                        OF_ZONES,
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(answer)
                                .description("Each as if it were asked alone, in the order of their ids"))
                .addProperty("together", answer);
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
