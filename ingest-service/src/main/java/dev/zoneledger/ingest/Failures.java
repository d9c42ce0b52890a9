package dev.zoneledger.ingest;

import dev.zoneledger.rest.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Describes the failures that every address that writes has in common. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class Failures implements OASFilter {

    private static final String RETRY_AFTER = "Retry-After";

    private static final Map<String, String> OF_EVERY_WRITE = Map.of(
            "400", "Every fault at once, by JSON pointer; for files by row and column",
            "401", "No valid bearer token",
            "403", "The token lacks the role, or the zone in its claim `zones`",
            "413", "More than a limit allows; the problem names the limit",
            "415", "Of no content type that is taken here; the problem names those that are",
            "429", "Too much at a time; nothing was published. `Retry-After` says when to send it again",
            "503", "The log did not acknowledge in time. `Retry-After` says when to send it again");

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getRequestBody() != null) {
            OF_EVERY_WRITE.forEach((status, description) ->
                    operation.getResponses().addAPIResponse(status, failure(status, description)));
        }
        return operation;
    }

    private static APIResponse failure(String status, String description) {
        APIResponse failure = OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
        return status.equals("429") || status.equals("503")
                ? failure.addHeader(RETRY_AFTER, OASFactory.createHeader().description("Seconds"))
                : failure;
    }
}
