package dev.zoneledger.catalog.registry;

import dev.zoneledger.contract.Ids;
import dev.zoneledger.rest.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The last record of a page; opaque to clients. */
record Cursor(String zone, String id) {

    static @Nullable Cursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", -1);
            if (parts.length == 2 && Ids.isId(parts[0]) && Ids.isId(parts[1])) {
                return new Cursor(parts[0], parts[1]);
            }
        } catch (IllegalArgumentException notBase64) {
            // Answered below, like every other text that no page has given out.
        }
        throw Problem.invalidParameter(Problem.FieldError.ofParameter(
                        "cursor", "expected the \"next\" of a page, as it was given", null))
                .asException();
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((zone + "|" + id).getBytes(StandardCharsets.UTF_8));
    }
}
