package dev.zoneledger.ingest.entry;

import dev.zoneledger.rest.Problem.FieldError;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Values of headers as section 3.1.3.2 of the CloudEvents HTTP binding writes them: quoted or not, percent-encoded UTF-8. */
final class HeaderValues {

    private HeaderValues() {}

    static @Nullable String decoded(String name, @Nullable String value, Faults faults) {
        if (value == null) {
            return null;
        }
        String text = unquoted(value);
        if (text.indexOf('%') < 0) {
            return text;
        }
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            int high = each == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low < 0) {
                bytes.writeBytes(String.valueOf(each).getBytes(StandardCharsets.UTF_8));
            } else {
                bytes.write(high << 4 | low);
                i += 2;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            faults.add(() -> FieldError.ofParameter(name, "is no percent-encoded UTF-8", null));
            return null;
        }
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
                : value;
    }
}
