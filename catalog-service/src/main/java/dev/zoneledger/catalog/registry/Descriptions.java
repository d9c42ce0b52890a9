package dev.zoneledger.catalog.registry;

import dev.zoneledger.contract.Position;
import dev.zoneledger.rest.Positions;
import dev.zoneledger.rest.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jspecify.annotations.Nullable;

/** Describes what all addresses that read have in common: headers, failures, and the forms of lists. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class Descriptions implements OASFilter {

    private static final String OK = "200";

    /** @param example as it is answered; a test asks for it */
    private record Failure(int status, String description, Map<String, Object> example) {}

    private static final Failure INVALID = new Failure(
            400,
            "A parameter is not as declared",
            example(
                    400,
                    "invalid-parameter",
                    "A query parameter is not valid",
                    null,
                    Map.of("parameter", "after", "detail", "expected " + Position.FORM)));
    private static final Failure UNAUTHORIZED = new Failure(
            401,
            "No valid bearer token",
            example(401, "unauthorized", "Unauthorized", "A valid bearer token is needed", null));
    private static final Failure NOT_FOUND = new Failure(
            404, "There is no such record", example(404, "not-found", "Not found", "There is no claim x", null));
    private static final Failure ZONE_NEEDED = new Failure(
            409,
            "The id is taken in more than one zone: add `zone`",
            example(
                    409,
                    "zone-needed",
                    "The id is taken in more than one zone",
                    "Add the parameter zone; there is a claim x in a-zone, another-zone",
                    null));
    private static final Failure NOT_ACCEPTABLE = new Failure(
            406,
            "Of no form that the list is answered in",
            example(406, "not-acceptable", "Not Acceptable", null, null));
    private static final Failure UNAVAILABLE = new Failure(
            503,
            "The position of `after` is not reached yet, the database does not answer, or too many exports run. `Retry-After`"
                    + " says when to ask again",
            example(
                    503,
                    "position-not-reached",
                    "The position is not reached yet",
                    "Asked to answer after 0@1042; what is reflected is 0@7. Try again, or wait longer with Prefer: wait=N",
                    null));

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().forEach((path, item) -> {
            if (item.getGET() != null && path.startsWith("/v1/")) {
                describe(path, item.getGET());
            }
        });
    }

    private static void describe(String path, Operation operation) {
        APIResponses responses = operation.getResponses();
        boolean one = path.endsWith("}") || path.endsWith("/history");
        List<Failure> failures = new ArrayList<>(List.of(INVALID, UNAUTHORIZED, UNAVAILABLE));
        if (one) {
            failures.addAll(List.of(NOT_FOUND, ZONE_NEEDED));
        }
        boolean list = takes(operation, "format");
        if (list) {
            failures.add(NOT_ACCEPTABLE);
        }
        for (Failure each : failures) {
            // What the platform says of 401 by itself has no body.
            if (each == UNAUTHORIZED || !responses.hasAPIResponse(Integer.toString(each.status))) {
                responses.addAPIResponse(Integer.toString(each.status), response(each));
            }
        }
        APIResponse answer = responses.getAPIResponse(OK);
        if (answer != null) {
            answer.addHeader(
                    Positions.HEADER,
                    OASFactory.createHeader().description("The position of the log that the answer reflects"));
            answer.addHeader(
                    "ETag", OASFactory.createHeader().description("For `If-None-Match`: 304 while nothing is new"));
            if (list) {
                forms(operation, answer);
            }
        }
    }

    private static void forms(Operation operation, APIResponse answer) {
        if (takes(operation, "cursor")) {
            answer.addHeader("Link", OASFactory.createHeader().description("rel=first, and rel=next if there is more"));
        }
        for (String type : new String[] {Format.NDJSON_TYPE, Format.CSV_TYPE, Format.XLSX_TYPE}) {
            Schema schema = OASFactory.createSchema().addType(Schema.SchemaType.STRING);
            answer.getContent()
                    .addMediaType(
                            type,
                            OASFactory.createMediaType()
                                    .schema(type.equals(Format.XLSX_TYPE) ? schema.format("binary") : schema));
        }
    }

    private static boolean takes(Operation operation, String parameter) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(each -> parameter.equals(each.getName()));
    }

    private static APIResponse response(Failure failure) {
        return OASFactory.createAPIResponse()
                .description(failure.description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE, OASFactory.createMediaType().example(failure.example)));
    }

    private static Map<String, Object> example(
            int status, String name, String title, @Nullable String detail, @Nullable Map<String, String> error) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", "urn:zone-ledger:problem:" + name);
        example.put("title", title);
        example.put("status", status);
        if (detail != null) {
            example.put("detail", detail);
        }
        if (error != null) {
            example.put("errors", List.of(error));
        }
        return example;
    }
}
