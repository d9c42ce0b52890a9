package dev.zoneledger.ingest;

import dev.zoneledger.rest.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Describes what every address that writes has in common: its failures, and a dry run's answer. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class Failures implements OASFilter {

    private static final String RETRY_AFTER = "Retry-After";
    private static final String ACCEPTED = "202";
    private static final String CHECKED = "200";

    /** @param example as it was answered once; tests hold them against what is answered now */
    private record Failure(int status, String description, Map<String, Object> example) {}

    private static final List<Failure> OF_EVERY_WRITE = List.of(
            new Failure(
                    400,
                    "Every fault at once, by JSON pointer; for files by row and column",
                    example(
                            400,
                            "invalid-input",
                            "The input is not valid",
                            "Nothing was published",
                            Map.of(
                                    "pointer", "/product",
                                    "detail", "there is no such product",
                                    "suggestion", "ndfeb-sintered"))),
            new Failure(
                    401,
                    "No valid bearer token",
                    example(401, "unauthorized", "Unauthorized", "A valid bearer token is needed")),
            new Failure(
                    403,
                    "The token lacks the role, or the zone in its claim `zones`",
                    example(
                            403,
                            "zone-not-allowed",
                            "The token may not write to this zone",
                            "The token's zones do not hold baotou-rehz")),
            new Failure(
                    406, "Of no content type that is answered here", example(406, "not-acceptable", "Not Acceptable")),
            new Failure(
                    413,
                    "More than a limit allows; the problem names the limit",
                    example(
                            413,
                            "too-large",
                            "The request is too large",
                            "The body has more than 10485760 bytes (zone.ingest.limits.body); POST /v1/imports takes any"
                                    + " number of lines")),
            new Failure(
                    415,
                    "Of no content type that is taken here, which the problem names, or in an encoding",
                    example(
                            415,
                            "unsupported-media-type",
                            "Unsupported Media Type",
                            "Expected Content-Type application/json; found text/plain")),
            new Failure(
                    429,
                    "Too much at a time, of all callers or of this one; nothing was published. `Retry-After` says when to send it again; where it is this caller that sends too fast, `RateLimit` and `RateLimit-Policy` say of what",
                    example(
                            429,
                            "busy",
                            "Too much at a time",
                            "This instance holds as many bodies of requests as it may. Nothing was published; send it"
                                    + " again")),
            new Failure(
                    503,
                    "The log did not acknowledge in time. `Retry-After` says when to send it again",
                    example(
                            503,
                            "log-unavailable",
                            "The log is not available",
                            "The log did not acknowledge in time. Nothing is known to be on record; send it again")));

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getRequestBody() != null) {
            APIResponses responses = operation.getResponses();
            OF_EVERY_WRITE.forEach(
                    failure -> responses.addAPIResponse(Integer.toString(failure.status), response(failure)));
            if (!responses.hasAPIResponse(CHECKED)) {
                responses.addAPIResponse(
                        CHECKED,
                        OASFactory.createAPIResponse()
                                .description("With `dryRun`: what would be published; there is no position")
                                .content(responses.getAPIResponse(ACCEPTED).getContent()));
            }
        }
        return operation;
    }

    private static APIResponse response(Failure failure) {
        APIResponse response = OASFactory.createAPIResponse()
                .description(failure.description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))
                                        .example(failure.example)));
        return failure.status == 429 || failure.status == 503
                ? response.addHeader(RETRY_AFTER, OASFactory.createHeader().description("Seconds"))
                : response;
    }

    private static Map<String, Object> example(int status, String name, String title) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", "urn:zone-ledger:problem:" + name);
        example.put("title", title);
        example.put("status", status);
        return example;
    }

    private static Map<String, Object> example(int status, String name, String title, String detail) {
        Map<String, Object> example = example(status, name, title);
        example.put("detail", detail);
        return example;
    }

    private static Map<String, Object> example(
            int status, String name, String title, String detail, Map<String, String> error) {
        Map<String, Object> example = example(status, name, title, detail);
        example.put("errors", List.of(error));
        return example;
    }
}
