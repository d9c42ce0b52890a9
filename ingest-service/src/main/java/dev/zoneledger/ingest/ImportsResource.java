package dev.zoneledger.ingest;

import dev.zoneledger.ingest.entry.Ndjson;
import dev.zoneledger.ingest.sheet.Csv;
import dev.zoneledger.ingest.sheet.Xlsx;
import dev.zoneledger.rest.Positions;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The address that takes files. */
@Path("/v1/imports")
@Tag(name = "Imports", description = "Files of entries, of any length")
final class ImportsResource {

    private static final String REJECTED_ROWS = "With `answer=rejected`, of a file of this form: the rejected rows";

    private final Imports imports;

    ImportsResource(Imports imports) {
        this.imports = imports;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces({MediaType.APPLICATION_JSON, Ndjson.MEDIA_TYPE, Csv.MEDIA_TYPE, Xlsx.MEDIA_TYPE})
    @Blocking
    @RolesAllowed({Roles.REPORTER, Roles.STEWARD})
    @Operation(
            operationId = "postImports",
            summary = "Import a file",
            description =
                    "The content type says of which form the file is; it may be the body, or a part with a file name of a form. Read as it arrives, of any length. Good entries are published and bad ones reported by their row, unless `atomic` asks for all or nothing. With `Accept: application/x-ndjson` the status is 200 and lines tell how far it is while it runs; the last line is the report, or the problem that ended it, with `retryAfter` in seconds where it is worth sending again. Importing the same file again changes nothing")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = Ndjson.MEDIA_TYPE,
                        schema =
                                @Schema(
                                        type = SchemaType.STRING,
                                        description =
                                                "One entry a line (also as application/jsonl and its like): the object as it is posted elsewhere with one more field, `type`, that is one of zone, organisation, project, policy, milestone, ranking, chain, organisation-merge, project-merge, claim, reranking, supersession, retraction. A line has at most 1 MiB")),
                @Content(
                        mediaType = Csv.MEDIA_TYPE,
                        schema =
                                @Schema(
                                        type = SchemaType.STRING,
                                        description =
                                                "A table of claims, projects or organisations, with headers as in GET /v1/templates/claims.csv, in English or Chinese and in any order. Comma, semicolon or tab; UTF-8, UTF-16 with its mark or GB18030, another encoding by the parameter charset. Figures and dates as people write them; what was printed is kept")),
                @Content(
                        mediaType = Xlsx.MEDIA_TYPE,
                        schema =
                                @Schema(
                                        type = SchemaType.STRING,
                                        format = "binary",
                                        description =
                                                "The same as a workbook; its first visible sheet with such headers is read")),
                @Content(mediaType = MediaType.MULTIPART_FORM_DATA, schema = @Schema(implementation = FileForm.class))
            })
    @APIResponse(
            responseCode = "202",
            description = "What became of the entries; the accepted ones are on disk at the log",
            headers = {
                @Header(name = Positions.HEADER, description = EntriesResource.POSITION),
                @Header(name = Imports.ACCEPTED, description = "With `answer=rejected`: how many were accepted"),
                @Header(name = Imports.REJECTED, description = "With `answer=rejected`: how many were rejected"),
                @Header(
                        name = Imports.LEFT_OUT,
                        description = "With `answer=rejected`: how many found no room in the file that is answered")
            },
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ImportReport.class)),
                @Content(
                        mediaType = Csv.MEDIA_TYPE,
                        schema = @Schema(type = SchemaType.STRING, description = REJECTED_ROWS)),
                @Content(
                        mediaType = Xlsx.MEDIA_TYPE,
                        schema = @Schema(type = SchemaType.STRING, format = "binary", description = REJECTED_ROWS)),
                @Content(
                        mediaType = Ndjson.MEDIA_TYPE,
                        schema = @Schema(type = SchemaType.STRING, description = REJECTED_ROWS))
            })
    @APIResponse(
            responseCode = "200",
            description = "What would become of them, of a dry run; or lines of progress",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ImportReport.class)),
                @Content(
                        mediaType = Ndjson.MEDIA_TYPE,
                        schema = @Schema(oneOf = {ImportReport.Progress.class, ImportReport.class, Problem.class}))
            })
    public Response imports(InputStream body, @BeanParam Imported imported) {
        return imports.run(body, imported);
    }

    /** The parts of a form, for the API's description. */
    private record FileForm(
            @Schema(
                    type = SchemaType.STRING,
                    format = "binary",
                    description = "Any name will do; its file name says the form")
            Object file) {}
}
