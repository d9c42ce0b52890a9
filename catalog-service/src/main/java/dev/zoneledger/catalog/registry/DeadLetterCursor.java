package dev.zoneledger.catalog.registry;

import dev.zoneledger.rest.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last dead letter of a page; opaque to clients. */
record DeadLetterCursor(long recordedAt, int partition, long offset) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\|(\\d{1,9})\\|(\\d{1,18})");

    static DeadLetterCursor parse(String text) {
        try {
            Matcher parts = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            if (parts.matches()) {
                return new DeadLetterCursor(
                        Long.parseLong(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Long.parseLong(parts.group(3)));
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
                .encodeToString((recordedAt + "|" + partition + "|" + offset).getBytes(StandardCharsets.UTF_8));
    }
}
