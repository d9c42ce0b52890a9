package dev.zoneledger.ingest.sheet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * In what characters a table is written and what stands between its cells, found out from its beginning.
 *
 * @param markLength bytes of a byte order mark, to be passed over
 */
record TextForm(Charset charset, char separator, int markLength) {

    private static final char[] SEPARATORS = {',', ';', '\t'};

    // The headers stand below the explanations of a template.
    private static final int LINES = 60;

    private static final int HEADER_LENGTH = 10_000;

    // Of the characters that are not ASCII, so many percent must be common Chinese ones for a text to be Chinese.
    private static final int CHINESE_PERCENT = 90;

    private static final String WHAT_TO_DO =
            "Save the table as \"CSV UTF-8\", or name its encoding in the content type, for instance text/csv; charset=windows-1252";

    static TextForm of(byte[] head, @Nullable String named) {
        refuseWhatIsNoText(head);
        Map.Entry<Charset, Integer> marked = marked(head);
        Charset charset = marked != null ? marked.getKey() : named != null ? named(named) : detected(head);
        int mark = marked == null ? 0 : marked.getValue();
        String text =
                charset.decode(ByteBuffer.wrap(head, mark, head.length - mark)).toString();
        return new TextForm(charset, separator(text), mark);
    }

    private static void refuseWhatIsNoText(byte[] head) {
        if (startsWith(head, 'P', 'K', 3, 4)) {
            throw Unreadable.file("This is no text but a workbook; send it as " + Xlsx.MEDIA_TYPE);
        }
        if (startsWith(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw Unreadable.file(
                    "This is a workbook of the old form .xls; save it as .xlsx and send it as " + Xlsx.MEDIA_TYPE);
        }
    }

    static boolean startsWith(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static Map.@Nullable Entry<Charset, Integer> marked(byte[] head) {
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            return Map.entry(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(head, 0xFF, 0xFE)) {
            return Map.entry(StandardCharsets.UTF_16LE, 2);
        }
        return startsWith(head, 0xFE, 0xFF) ? Map.entry(StandardCharsets.UTF_16BE, 2) : null;
    }

    private static Charset named(String name) {
        try {
            Charset charset = Charset.forName(name);
            // What browsers and Excel call GBK may have characters of its successor.
            return charset.name().toUpperCase(Locale.ROOT).startsWith("GB") ? Charset.forName("GB18030") : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw Unreadable.file("There is no such encoding as the content type names");
        }
    }

    private static Charset detected(byte[] head) {
        if (decoded(head, StandardCharsets.UTF_8) != null) {
            return StandardCharsets.UTF_8;
        }
        Charset chinese = Charset.forName("GB18030");
        String text = decoded(head, chinese);
        if (text != null && isChinese(text)) {
            return chinese;
        }
        throw Unreadable.file("The text is neither UTF-8 nor GB18030 (GBK). " + WHAT_TO_DO);
    }

    /** The text, without a character that the end of the head cuts; null if it is none of that charset. */
    private static @Nullable String decoded(byte[] head, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(head.length + 1);
        return decoder.decode(ByteBuffer.wrap(head), text, false).isError()
                ? null
                : text.flip().toString();
    }

    private static boolean isChinese(String text) {
        long foreign = text.chars().filter(each -> each > 0x7F).count();
        long chinese = text.chars().filter(TextForm::isCommonChinese).count();
        return chinese * 100 >= foreign * CHINESE_PERCENT;
    }

    /** Of the characters that GB 2312 has for everyday use, and full-width signs. */
    private static boolean isCommonChinese(int character) {
        if (character < 0x80) {
            return false;
        }
        byte[] bytes = String.valueOf((char) character).getBytes(Charset.forName("GB18030"));
        return bytes.length == 2
                && (bytes[1] & 0xFF) >= 0xA1
                && ((bytes[0] & 0xFF) >= 0xB0 && (bytes[0] & 0xFF) <= 0xF7
                        || (bytes[0] & 0xFF) >= 0xA1 && (bytes[0] & 0xFF) <= 0xA3);
    }

    /** The one by which the first lines fall apart into the most headers that are known. */
    private static char separator(String text) {
        char best = SEPARATORS[0];
        int most = -1;
        String[] lines = text.split("\\R", LINES + 1);
        for (char separator : SEPARATORS) {
            int known = 0;
            for (int i = 0; i < Math.min(LINES, lines.length); i++) {
                known = Math.max(known, known(lines[i], separator));
            }
            if (known > most) {
                most = known;
                best = separator;
            }
        }
        return best;
    }

    private static int known(String line, char separator) {
        if (line.length() > HEADER_LENGTH || line.startsWith("#") || line.startsWith("\"#")) {
            return 0;
        }
        var cells = Arrays.stream(line.split(Pattern.quote(String.valueOf(separator))))
                .map(cell -> Cell.of(cell.replace("\"", "")))
                .toList();
        return Objects.requireNonNullElse(
                Forms.builtIn().all().stream()
                        .map(form -> new Header(form, new Table.Row(0, cells)).known())
                        .max(Integer::compare)
                        .orElse(0),
                0);
    }
}
