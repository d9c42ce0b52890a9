package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.contract.Json;
import dev.zoneledger.rest.Problem;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last row of a page, as the values of the list's order; opaque to clients. It carries a hash of itself and of the
 * question, so that one that was changed, or that belongs to other filters or another order, is refused. Nothing is secret in
 * it, and whoever makes one up reads what they could have read anyway.
 */
final class Cursor {

    private static final ObjectMapper JSON = Json.mapper();
    private static final int HASH_LENGTH = 12;

    /** Parameters that change how an answer looks or when it comes, and not which rows it has in which order. */
    private static final Set<String> OF_THE_ANSWER = Set.of("cursor", "limit", "fields", "format", "after");

    private Cursor() {}

    static String of(List<String> values, UriInfo uri) {
        try {
            byte[] text = JSON.writeValueAsBytes(values);
            byte[] hash = hash(text, uri);
            byte[] both = Arrays.copyOf(hash, HASH_LENGTH + text.length);
            System.arraycopy(text, 0, both, HASH_LENGTH, text.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values; 400 if the text is not what {@link #of} has made for this question. */
    static List<String> parse(String cursor, UriInfo uri) {
        try {
            byte[] both = Base64.getUrlDecoder().decode(cursor);
            if (both.length > HASH_LENGTH) {
                byte[] text = Arrays.copyOfRange(both, HASH_LENGTH, both.length);
                List<String> values = JSON.readValue(text, new TypeReference<List<String>>() {});
                // Compared as text: the last character of Base64 has bits that decoding drops.
                if (of(values, uri).equals(cursor)) {
                    return values;
                }
            }
        } catch (IllegalArgumentException | IOException notOurs) {
            // Answered below, like every other text that no page has given out.
        }
        throw refused();
    }

    /** The same, of a list whose rows have so many values; as many empty ones if there is no cursor. */
    static List<String> parse(@Nullable String cursor, UriInfo uri, int values) {
        if (cursor == null) {
            return Collections.nCopies(values, "");
        }
        List<String> parsed = parse(cursor, uri);
        if (parsed.size() != values) {
            throw refused();
        }
        return parsed;
    }

    /** 400 */
    static RuntimeException refused() {
        return Problem.invalidParameter(Problem.FieldError.ofParameter(
                        "cursor",
                        "expected the \"next\" of a page as it was given, with the filters and the sort of that page",
                        null))
                .asException();
    }

    private static byte[] hash(byte[] text, UriInfo uri) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(uri.getPath().getBytes(StandardCharsets.UTF_8));
            new TreeMap<>(uri.getQueryParameters()).forEach((name, values) -> {
                if (!OF_THE_ANSWER.contains(name)) {
                    digest.update(("\n" + name + "=" + values).getBytes(StandardCharsets.UTF_8));
                }
            });
            digest.update((byte) '\n');
            return Arrays.copyOf(digest.digest(text), HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
