package dev.zoneledger.ingest;

import dev.zoneledger.ingest.entry.EntryFormat;
import dev.zoneledger.ingest.entry.EntrySource;
import dev.zoneledger.ingest.entry.IngestLimits;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.ProblemException;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the file in the body of an import, and the form that it is of. */
@Singleton
final class Uploads {

    private final IngestLimits limits;
    private final List<EntryFormat> formats;

    Uploads(IngestLimits limits, @All List<EntryFormat> formats) {
        this.limits = limits;
        // In an order of their own, so that a refusal names them alike in each build.
        this.formats = formats.stream()
                .sorted(Comparator.comparing(EntryFormat::mediaType))
                .toList();
    }

    /**
     * A file on its way.
     *
     * @param body counted as it arrives
     * @param file the body, or a part of it
     */
    record Upload(MeteredInput body, InputStream file, EntryFormat format, MediaType type) {

        EntrySource open() throws IOException {
            return format.open(file, type.getParameters());
        }
    }

    /** The file; 415 if it is of no form that is known. */
    Upload upload(InputStream stream, Posted request) {
        MediaType type = request.contentTypeOf(expected());
        MeteredInput body = new MeteredInput(stream, limits.file().asLongValue());
        if (!Posted.name(type).equals(MediaType.MULTIPART_FORM_DATA)) {
            return new Upload(body, body, ofType(type).orElseThrow(), type);
        }
        try {
            FilePart part = new FilePart(body, type.getParameters().get("boundary"));
            MediaType stated = stated(part.contentType());
            EntryFormat format =
                    ofType(stated).or(() -> ofName(part.fileName())).orElseThrow(() -> unknown(part.fileName()));
            return new Upload(body, part, format, stated);
        } catch (IOException e) {
            throw Problem.of(400, "body-broken-off", "The body broke off", "The body did not arrive as a whole")
                    .asException();
        }
    }

    /** Those to name first, in an answer to another one. */
    private String[] expected() {
        return Stream.of(
                        formats.stream().map(EntryFormat::mediaType),
                        Stream.of(MediaType.MULTIPART_FORM_DATA),
                        formats.stream()
                                .flatMap(each -> each.alsoKnownAs().stream().sorted()))
                .flatMap(each -> each)
                .toArray(String[]::new);
    }

    private static MediaType stated(@Nullable String contentType) {
        try {
            return contentType == null ? MediaType.WILDCARD_TYPE : MediaType.valueOf(contentType);
        } catch (IllegalArgumentException noType) {
            return MediaType.WILDCARD_TYPE;
        }
    }

    private Optional<EntryFormat> ofType(MediaType type) {
        return formats.stream()
                .filter(each -> each.mediaType().equals(Posted.name(type))
                        || each.alsoKnownAs().contains(Posted.name(type)))
                .findFirst();
    }

    private Optional<EntryFormat> ofName(String fileName) {
        return formats.stream()
                .filter(each -> each.fileEndings().stream().anyMatch(fileName.toLowerCase(Locale.ROOT)::endsWith))
                .findFirst();
    }

    private ProblemException unknown(String fileName) {
        List<String> endings =
                formats.stream().flatMap(each -> each.fileEndings().stream()).toList();
        return Problem.of(
                        415,
                        "unsupported-media-type",
                        "Unsupported Media Type",
                        "Expected a file whose name ends with " + String.join(" or ", endings) + "; found " + fileName)
                .asException();
    }

    static ProblemException tooLarge(String detail) {
        return Problem.of(413, "too-large", "The request is too large", detail).asException();
    }
}
