package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.contract.Json;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cursor of a list that is not one of rows: where its last entry stands in the order of the list. Opaque to clients. */
public final class Keyset {

    private static final ObjectMapper JSON = Json.mapper();

    private Keyset() {}

    /** The cursor of an entry with these keys. */
    public static String of(List<String> keys) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(keys));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys; as many empty ones if there is no cursor; 400 if it is none of this list. */
    public static List<String> parse(@Nullable String cursor, int keys) {
        if (cursor == null) {
            return Collections.nCopies(keys, "");
        }
        List<String> parsed = parse(cursor);
        if (parsed.size() != keys) {
            throw refused();
        }
        return parsed;
    }

    /** At least one key; 400 if it is no cursor. */
    public static List<String> parse(String cursor) {
        try {
            List<String> keys =
                    JSON.readValue(Base64.getUrlDecoder().decode(cursor), new TypeReference<List<String>>() {});
            if (keys != null && !keys.isEmpty() && keys.stream().allMatch(Keyset::isText)) {
                return keys;
            }
        } catch (IllegalArgumentException | IOException notOurs) {
            // Answered below, like every other text that no page has given out.
        }
        throw refused();
    }

    /** Whether the database takes it for one. */
    private static boolean isText(@Nullable String key) {
        return key != null
                && key.indexOf('\0') < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(key);
    }

    /** 400 */
    public static ProblemException refused() {
        return Problem.invalidParameter(Problem.FieldError.ofParameter(
                        "cursor", "expected the \"next\" of a page, as it was given", null))
                .asException();
    }
}
