package dev.zoneledger.catalog.registry;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bytes that a person can read. */
final class PlainText {

    private PlainText() {}

    /** What the bytes say; null if they are no UTF-8 or have control characters other than tabs and ends of lines. */
    static @Nullable String of(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.chars().anyMatch(each -> Character.isISOControl(each) && "\t\r\n".indexOf(each) < 0)
                    ? null
                    : text;
        } catch (CharacterCodingException notText) {
            return null;
        }
    }
}
