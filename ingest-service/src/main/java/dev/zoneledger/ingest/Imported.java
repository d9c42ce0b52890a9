package dev.zoneledger.ingest;

import dev.zoneledger.ingest.entry.Ndjson;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Problem.FieldError;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;
import org.jspecify.annotations.NullUnmarked;

/** What an import may say beside its file. */
@NullUnmarked
final class Imported extends Keyed {

    private static final String REPORT = "report";
    private static final String REJECTED = "rejected";

    @Context
    HttpHeaders headers;

    @RestQuery
    @Parameter(
            description =
                    "true: all entries are published or, if one has a fault, none; in one transaction, of up to 100000 entries",
            schema = @Schema(type = SchemaType.BOOLEAN))
    String atomic;

    @RestQuery
    @Parameter(
            description =
                    "report: what became of the rows. rejected: the rejected rows as a file of the same form, with `rejected` saying why, ready to be mended and sent again; counts and position are in headers",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {REPORT, REJECTED},
                            defaultValue = REPORT))
    String answer;

    boolean isAtomic() {
        return flag("atomic", atomic);
    }

    boolean wantsRejected() {
        if (answer == null || answer.equals(REPORT)) {
            return false;
        }
        if (answer.equals(REJECTED)) {
            return true;
        }
        throw Problem.invalidParameter(FieldError.ofParameter("answer", "expected " + REPORT + " or " + REJECTED, null))
                .asException();
    }

    /** Whether lines of progress are wanted while the import runs, rather than the report alone. */
    boolean wantsProgress() {
        return headers.getAcceptableMediaTypes().stream()
                .filter(type -> isProgress(type) || type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .findFirst()
                .filter(type -> isProgress(type) && MediaTypeHelper.getQWithParamInfo(type) > 0)
                .isPresent();
    }

    private static boolean isProgress(MediaType type) {
        return name(type).equals(Ndjson.MEDIA_TYPE);
    }
}
