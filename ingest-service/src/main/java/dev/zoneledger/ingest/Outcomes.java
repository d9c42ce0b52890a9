package dev.zoneledger.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.ingest.ImportReport.Progress;
import dev.zoneledger.ingest.Posts.Accepted;
import dev.zoneledger.ingest.Posts.Receipt;
import dev.zoneledger.ingest.entry.Ndjson;
import dev.zoneledger.ingest.sheet.Csv;
import dev.zoneledger.rest.Problem.FieldError;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jspecify.annotations.Nullable;

/**
 * Describes what comes of the examples of requests: an answer's example bears the name of its request's, and tests hold it against
 * what is answered now.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class Outcomes implements OASFilter {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String JSON = "application/json";
    private static final String PUBLISHED = "202";
    private static final String CHECKED = "200";
    private static final String POSITION = "7@1042";

    /** @param name of the request's example */
    private record Post(String path, String name, List<Accepted> accepted) {}

    private static final List<Post> POSTS = List.of(
            post("/v1/zones", "one", "baotou-rehz", 1, "e-11f0c731834bfe3e2e2d2821628f3669"),
            post("/v1/organisations", "one", "jinmeng-huimeng", 1, "e-b74231b552d09b7d0a429a7e9d8d4bdb"),
            post("/v1/projects", "one", "jinmeng-sintered-line", 1, "e-5dc2fd22416120b5d99813f8b84f1020"),
            post("/v1/policies", "one", "state-council-2011", 1, "e-7b104d3d742dd55689f96d01cb7d7cfd"),
            post("/v1/milestones", "one", "forum-2020", 1, "e-4a294d85dfd72f493cfcc0d2b69f1665"),
            post("/v1/rankings", "one", "polishing-powder-first", 1, "e-1877418f18c2f8739a7d7b5ee5577a20"),
            post("/v1/chains", "one", "chain-polishing", 1, "e-5643ab8f53c90a6f7955bf5802276ce5"),
            post(
                    "/v1/claims",
                    "capacity",
                    "c-98c17bc0013fcb4642bb48fa9b98dabd",
                    1,
                    "e-98c17bc0013fcb4642bb48fa9b98dabd"),
            post("/v1/supersessions", "one", "plant-7-output-2019", 2, "e-e3cb44600e5c6309e2aff11eaa6e086b"),
            post("/v1/retractions", "one", "plant-7-output-2019", 3, "e-dd11052c70f5e868a8b9ca708427225f"),
            post("/v1/rerankings", "one", "plant-7-output-2019", 4, "e-f89efa05cd95168c9c00cc952d97815e"),
            new Post(
                    "/v1/merges",
                    "two records each",
                    List.of(
                            new Accepted("kerui-micromagnets", 1, "e-55883d26ebc63cb5a894f13e6e89757f"),
                            new Accepted("kerui-powder-line", 1, "e-238eda628b1f384708d31e028a20933a"))),
            post("/v1/merges", "undone", "kerui-powder-line", 2, "e-a1fc49cb1e7a978a5497b8bad62d0fdf"),
            post("/v1/events", "structured", "plant-7-output-2019", 1, "2020-annual-report-1"),
            post("/v1/events", "batch", "plant-7-output-2019", 1, "2020-annual-report-1"),
            post("/v1/events", "data of a binary event", "c-52abc7db9c623040d68d471d075f85b3", 1, "1"));

    /** @param rejected the rejected entries, as they are answered where they are asked for */
    private record File(
            String name, String mediaType, String text, int accepted, List<FieldError> errors, String rejected) {

        int bytes() {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    private static final List<File> FILES = List.of(
            new File("two lines", Ndjson.MEDIA_TYPE, Examples.IMPORT, 2, List.of(), ""),
            new File(
                    "a good line and a bad one",
                    Ndjson.MEDIA_TYPE,
                    Examples.IMPORT_IN_PART,
                    1,
                    List.of(FieldError.at(
                                    "/role",
                                    "expected one of enterprise, institute, university, agency, association",
                                    "enterprise")
                            .inRow(2)),
                    Examples.REJECTED_LINE),
            new File("one claim", Csv.MEDIA_TYPE, Examples.TABLE, 1, List.of(), ""),
            new File(
                    "a good row and a bad one",
                    Csv.MEDIA_TYPE,
                    Examples.TABLE_IN_PART,
                    1,
                    List.of(new FieldError(
                            null, null, 3L, "product (column 4)", "there is no such product", "ndfeb-sintered")),
                    Examples.REJECTED_ROW));

    @Override
    public void filterOpenAPI(OpenAPI api) {
        POSTS.forEach(each -> describe(api.getPaths().getPathItem(each.path).getPOST(), each));
        Operation imports = api.getPaths().getPathItem("/v1/imports").getPOST();
        FILES.forEach(each -> describe(imports, each));
        File inForm = FILES.getFirst();
        imports.getRequestBody()
                .getContent()
                .getMediaType("multipart/form-data")
                .addExample(inForm.name, OASFactory.createExample().value(Map.of("file", inForm.text)));
    }

    private static void describe(Operation operation, Post post) {
        MediaType published = answer(operation, PUBLISHED, JSON);
        published.addExample(post.name, value(new Receipt(post.accepted, POSITION)));
        APIResponses responses = operation.getResponses();
        if (!responses.hasAPIResponse(CHECKED)) {
            responses.addAPIResponse(
                    CHECKED,
                    OASFactory.createAPIResponse()
                            .description("With `dryRun`: what would be published; there is no position")
                            .content(OASFactory.createContent()
                                    .addMediaType(
                                            JSON, OASFactory.createMediaType().schema(published.getSchema()))));
        }
        answer(operation, CHECKED, JSON).addExample(post.name, value(new Receipt(post.accepted, null)));
    }

    private static void describe(Operation imports, File file) {
        imports.getRequestBody().getContent().getMediaType(file.mediaType).addExample(file.name, text(file.text));
        ImportReport published = report(file, POSITION);
        answer(imports, PUBLISHED, JSON).addExample(file.name, value(published));
        answer(imports, CHECKED, JSON).addExample(file.name, value(report(file, null)));
        if (file.mediaType.equals(Ndjson.MEDIA_TYPE)) {
            answer(imports, CHECKED, Ndjson.MEDIA_TYPE)
                    .addExample(file.name, text(lines(new Progress(1, 1, 0, file.bytes(), 195), published)));
        }
        if (!file.errors.isEmpty()) {
            answer(imports, PUBLISHED, file.mediaType).addExample(file.name, text(file.rejected));
        }
    }

    private static MediaType answer(Operation operation, String status, String mediaType) {
        return operation.getResponses().getAPIResponse(status).getContent().getMediaType(mediaType);
    }

    private static ImportReport report(File file, @Nullable String position) {
        return new ImportReport(file.accepted, file.errors.size(), 0, null, Set.of(), position, file.errors);
    }

    private static String lines(Object... lines) {
        StringBuilder text = new StringBuilder();
        try {
            for (Object each : lines) {
                text.append(MAPPER.writeValueAsString(each)).append('\n');
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static Example value(Object answer) {
        return OASFactory.createExample().value(MAPPER.convertValue(answer, Map.class));
    }

    /** As it is: of a text in an annotation that begins as JSON the first value would be kept only. */
    private static Example text(String text) {
        return OASFactory.createExample().value(text);
    }

    private static Post post(String path, String name, String id, int revision, String event) {
        return new Post(path, name, List.of(new Accepted(id, revision, event)));
    }
}
