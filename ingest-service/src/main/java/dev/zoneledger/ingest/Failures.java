package dev.zoneledger.ingest;

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
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Describes what all addresses have in common: their failures. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class Failures implements OASFilter {

    private static final String RETRY_AFTER = "Retry-After";
    private static final String IMPORTS = "/v1/imports";
    private static final String EVENTS = "/v1/events";
    private static final String TEMPLATES = "/v1/templates/{file}";
    private static final String DETAIL = "detail";
    private static final String SUGGESTION = "suggestion";
    private static final String NO_SUCH_PRODUCT = "there is no such product";
    private static final String NO_SUCH_ROLE = "expected one of enterprise, institute, university, agency, association";

    /** @param example as it was answered once; tests hold them against what is answered now */
    private record Failure(int status, String description, Map<String, Object> example) {}

    /** A fault of each address that writes, which its example does not have. */
    private static final Map<String, Map<String, Object>> FAULTS = Map.ofEntries(
            Map.entry("/v1/zones", fault("/name", "is missing")),
            Map.entry("/v1/organisations", fault("/role", NO_SUCH_ROLE, "enterprise")),
            Map.entry(
                    "/v1/projects",
                    fault(
                            "/phases/0/status",
                            "expected one of announced, approved, construction, commissioning, operating, mothballed, retired,"
                                    + " shelved, cancelled, unknown",
                            "operating")),
            Map.entry("/v1/policies", fault("/measuresStated", "is less than the 2 measures that are named")),
            Map.entry(
                    "/v1/milestones",
                    fault("/occurredOn/date", "expected a date of the calendar: YYYY-MM-DD, YYYY-MM or YYYY")),
            Map.entry("/v1/rankings", fault("/position", "expected a whole number from 1 to 2147483647")),
            Map.entry("/v1/chains", fault("/edges/0/from", NO_SUCH_PRODUCT, "cerium-oxide")),
            Map.entry("/v1/claims", fault("/product", NO_SUCH_PRODUCT, "ndfeb-sintered")),
            Map.entry("/v1/supersessions", fault("/revision", "expected a whole number from 2 to 2147483647")),
            Map.entry("/v1/retractions", fault("/revision", "expected a whole number from 2 to 2147483647")),
            Map.entry(
                    "/v1/rerankings",
                    fault("/rank", "expected one of preferred, normal, deprecated, quarantined", "quarantined")),
            Map.entry(
                    "/v1/merges",
                    fault(
                            "/0/type",
                            "there is no such type; expected one of organisation-merge, project-merge",
                            "organisation-merge")),
            Map.entry(EVENTS, fault("/data/product", NO_SUCH_PRODUCT, "ndfeb-sintered")),
            Map.entry(IMPORTS, inRow(1, fault("/role", NO_SUCH_ROLE, "enterprise"))));

    private static final Failure UNAUTHORIZED = new Failure(
            401,
            "No valid bearer token",
            example(401, "unauthorized", "Unauthorized", "A valid bearer token is needed"));
    private static final Failure NOT_ACCEPTABLE = new Failure(
            406, "Of no content type that is answered here", example(406, "not-acceptable", "Not Acceptable"));

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().forEach((path, item) -> {
            Map<String, Object> fault = FAULTS.get(path);
            if (fault != null) {
                describe(item.getPOST(), ofWrite(path, fault));
            } else if (item.getGET() != null && path.startsWith("/v1/")) {
                describe(item.getGET(), ofRead(path));
            }
        });
    }

    private static void describe(Operation operation, List<Failure> failures) {
        failures.forEach(
                each -> operation.getResponses().addAPIResponse(Integer.toString(each.status), response(each)));
    }

    private static List<Failure> ofWrite(String path, Map<String, Object> fault) {
        boolean isImport = path.equals(IMPORTS);
        return List.of(
                new Failure(
                        400,
                        "Every fault at once, by JSON pointer; for files by row and column",
                        example(
                                400,
                                "invalid-input",
                                "The input is not valid",
                                isImport ? "Nothing was published; rows rejected: 1" : "Nothing was published",
                                fault)),
                UNAUTHORIZED,
                new Failure(
                        403,
                        "The token lacks the role, or the zone in its claim `zones`",
                        example(
                                403,
                                "zone-not-allowed",
                                "The token may not write to this zone",
                                "The token's zones do not hold baotou-rehz")),
                NOT_ACCEPTABLE,
                new Failure(
                        413,
                        "More than a limit allows; the problem names the limit",
                        example(
                                413,
                                "too-large",
                                "The request is too large",
                                isImport
                                        ? "An atomic import has at most 100000 entries (zone.ingest.limits.atomic-entries)"
                                        : "The body has more than 10485760 bytes (zone.ingest.limits.body); POST /v1/imports"
                                                + " takes any number of lines")),
                new Failure(
                        415,
                        "Of no content type that is taken here, which the problem names, or in an encoding",
                        example(
                                415,
                                "unsupported-media-type",
                                "Unsupported Media Type",
                                "Expected Content-Type " + contentTypes(path) + "; found text/plain")),
                new Failure(
                        429,
                        "Too much at a time, of all callers or of this one; nothing was published. `Retry-After` says when to send it again; where it is this caller that sends too fast, `RateLimit` and `RateLimit-Policy` say of what",
                        example(
                                429,
                                "busy",
                                "Too much at a time",
                                (isImport
                                                ? "As many imports as this instance runs at a time are under way"
                                                : "This instance holds as many bodies of requests as it may")
                                        + ". Nothing was published; send it again")),
                new Failure(
                        503,
                        "The log did not acknowledge in time"
                                + (isImport
                                        ? ", or there is no room on the disk for a workbook or an atomic import"
                                        : "")
                                + ". `Retry-After` says when to send it again",
                        example(
                                503,
                                "log-unavailable",
                                "The log is not available",
                                "The log did not acknowledge in time. Nothing is known to be on record; send it again")));
    }

    private static String contentTypes(String path) {
        return switch (path) {
            case EVENTS -> "application/cloudevents+json or application/cloudevents-batch+json or application/json";
            case IMPORTS ->
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet or application/x-ndjson or text/csv"
                        + " or multipart/form-data or application/jsonl or application/jsonlines or application/ndjson"
                        + " or application/x-jsonl or application/x-jsonlines";
            default -> "application/json";
        };
    }

    private static List<Failure> ofRead(String path) {
        List<Failure> failures = new ArrayList<>(List.of(
                new Failure(
                        400, "A parameter is missing, or not as declared, or there is none of its name", invalid(path)),
                UNAUTHORIZED,
                new Failure(
                        403,
                        "The token lacks the role",
                        example(403, "forbidden", "Forbidden", "The token does not carry a role that may do this")),
                NOT_ACCEPTABLE));
        if (path.equals(TEMPLATES)) {
            failures.add(new Failure(
                    404,
                    "There is no such template",
                    example(
                            404,
                            "not-found",
                            "Not found",
                            "There are claims, projects and organisations, each as .xlsx and .csv")));
        }
        return failures;
    }

    private static Map<String, Object> invalid(String path) {
        Map<String, Object> error = new LinkedHashMap<>();
        if (path.equals("/v1/units/equivalents")) {
            error.put("parameter", "unit");
            error.put(DETAIL, "expected one of t, t/a, kt, kt/a, Mt, Mt/a, kg, kg/a, g, g/a");
        } else {
            error.put("parameter", "zone");
            error.put(DETAIL, "there is no such parameter; this address takes none");
        }
        Map<String, Object> example = example(400, "invalid-parameter", "A query parameter is not valid");
        example.put("errors", List.of(error));
        return example;
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

    private static Map<String, Object> fault(String pointer, String detail) {
        Map<String, Object> fault = new LinkedHashMap<>();
        fault.put("pointer", pointer);
        fault.put(DETAIL, detail);
        return fault;
    }

    private static Map<String, Object> fault(String pointer, String detail, String suggestion) {
        Map<String, Object> fault = fault(pointer, detail);
        fault.put(SUGGESTION, suggestion);
        return fault;
    }

    private static Map<String, Object> inRow(int row, Map<String, Object> fault) {
        fault.put("row", row);
        return fault;
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
            int status, String name, String title, String detail, Map<String, Object> error) {
        Map<String, Object> example = example(status, name, title, detail);
        example.put("errors", List.of(error));
        return example;
    }
}
