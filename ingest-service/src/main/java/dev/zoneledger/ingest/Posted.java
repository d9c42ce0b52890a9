package dev.zoneledger.ingest;

import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Problem.FieldError;
import dev.zoneledger.rest.ProblemException;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** What a request that writes may say beside its body. */
@NullUnmarked
class Posted {

    static final String DRY_RUN =
            "true: everything is checked and nothing published; the answer is 200 and has no position";

    @RestHeader("Content-Type")
    @Parameter(hidden = true)
    String contentType;

    @RestHeader("Content-Encoding")
    @Parameter(hidden = true)
    String contentEncoding;

    @RestQuery
    @Parameter(description = DRY_RUN, schema = @Schema(type = SchemaType.BOOLEAN))
    String dryRun;

    boolean isDryRun() {
        return flag("dryRun", dryRun);
    }

    static boolean flag(String parameter, @Nullable String given) {
        if (given == null || given.equals("false")) {
            return false;
        }
        if (given.equals("true")) {
            return true;
        }
        throw Problem.invalidParameter(FieldError.ofParameter(parameter, "expected true or false", null))
                .asException();
    }

    /** The content type, if it is one of those; otherwise 415, naming them. So too of a body that is compressed. */
    MediaType contentTypeOf(String... expected) {
        if (contentEncoding != null && !contentEncoding.equalsIgnoreCase("identity")) {
            throw unsupported("Expected a body without Content-Encoding; found " + contentEncoding);
        }
        MediaType type = statedType();
        if (type == null || !Arrays.asList(expected).contains(name(type))) {
            throw unsupported("Expected Content-Type " + String.join(" or ", expected) + "; "
                    + (contentType == null ? "there is none" : "found " + contentType));
        }
        return type;
    }

    /** Null if there is none that can be read. */
    @Nullable
    MediaType statedType() {
        try {
            return contentType == null ? null : MediaType.valueOf(contentType);
        } catch (IllegalArgumentException noType) {
            return null;
        }
    }

    private static ProblemException unsupported(String detail) {
        return Problem.of(415, "unsupported-media-type", "Unsupported Media Type", detail)
                .asException();
    }

    /** Type and subtype, without parameters. */
    static String name(MediaType type) {
        return (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
    }
}
