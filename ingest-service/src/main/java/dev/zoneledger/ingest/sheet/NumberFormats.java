package dev.zoneledger.ingest.sheet;

import dev.zoneledger.contract.Precision;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a workbook shows its numbers: a number is a date only by its format, and with no more of it than is shown. */
final class NumberFormats {

    private static final int MAX_FORMATS = 100_000;

    // Excel counts with 15 digits; what a file has behind them is the noise of binary fractions.
    private static final MathContext DIGITS = new MathContext(15);
    private static final int MAX_DIGITS_WRITTEN = 40;

    // Formats that a file names by number only; 27 to 36 and 50 to 58 are those of Chinese editions.
    private static final Set<Integer> DAYS = Set.of(14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58);
    private static final Set<Integer> MONTHS = Set.of(17, 27, 36, 50, 52, 55, 57);
    private static final Set<Integer> PERCENTS = Set.of(9, 10);
    private static final int MAX_CODE = 255;
    // Excel begins at 164, other programs below; SheetJS at 60.
    private static final int FIRST_OF_ITS_OWN = 59;

    // Of positive numbers, of negative ones, and so on; not the semicolons in a quoted word.
    private static final Pattern SECTIONS = Pattern.compile(";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    private static final Pattern LOCALE = Pattern.compile("\\[\\$-[0-9A-Fa-f]+]");
    private static final Pattern NO_LETTERS = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^]]*]|_.|\\*.");
    private static final Pattern WITH_A_WORD = Pattern.compile("[#,]*[#0](?:\\.0+)?[ \\\\]*\"([^\"]*)\"");

    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);
    private static final int LAST_DAY = 2_958_465;

    // Excel has a 29 February 1900; before it its days are one off.
    private static final int FIRST_RIGHT_DAY = 61;

    private final List<Format> formats = new ArrayList<>();
    private boolean since1904;

    /**
     * @param date to what a date is shown; null if it is none
     * @param word that is shown behind the number; null if there is none
     * @param code of the format, if it shows the number otherwise than it is
     */
    private record Format(
            @Nullable Precision date,
            @Nullable String word,
            @Nullable String code) {}

    private static final Format PLAIN = new Format(null, null, null);

    /** @param styles null if the workbook has none */
    static NumberFormats read(@Nullable XmlPart styles) {
        NumberFormats read = new NumberFormats();
        if (styles == null) {
            return read;
        }
        Map<Integer, String> codes = new HashMap<>();
        try (styles) {
            boolean ofCells = false;
            while (!styles.atEnd()) {
                boolean start = styles.nextTag();
                if (styles.atEnd()) {
                    break;
                }
                switch (styles.name()) {
                    case "cellXfs" -> ofCells = start;
                    case "numFmt" -> {
                        if (start && codes.size() < MAX_FORMATS) {
                            codes.put(
                                    whole(styles.attribute("numFmtId")),
                                    String.valueOf(styles.attribute("formatCode")));
                        }
                    }
                    case "xf" -> {
                        if (start && ofCells && read.formats.size() < MAX_FORMATS) {
                            int id = whole(styles.attribute("numFmtId"));
                            read.formats.add(format(id, codes.get(id)));
                        }
                    }
                    default -> {}
                }
            }
        }
        return read;
    }

    void countSince1904() {
        since1904 = true;
    }

    static int whole(@Nullable String text) {
        try {
            return text == null ? -1 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static Format format(int id, @Nullable String code) {
        if (code == null || code.length() > MAX_CODE || id < FIRST_OF_ITS_OWN) {
            Precision date = DAYS.contains(id) ? Precision.DAY : MONTHS.contains(id) ? Precision.MONTH : null;
            return new Format(date, null, PERCENTS.contains(id) ? "0%" : null);
        }
        String first = LOCALE.matcher(SECTIONS.split(code, 2)[0]).replaceAll("");
        String letters = NO_LETTERS.matcher(first).replaceAll("").toLowerCase(Locale.ROOT);
        boolean number = letters.contains("0") || letters.contains("#") || letters.contains("general");
        if (!number && letters.contains("y")) {
            return new Format(
                    letters.contains("d") ? Precision.DAY : letters.contains("m") ? Precision.MONTH : Precision.YEAR,
                    null,
                    null);
        }
        if (!number && letters.contains("d")) {
            return new Format(Precision.DAY, null, null);
        }
        Matcher withAWord = WITH_A_WORD.matcher(first);
        if (withAWord.matches()) {
            return new Format(null, withAWord.group(1).strip(), null);
        }
        return letters.contains("%") || first.contains("\"") ? new Format(null, null, first) : PLAIN;
    }

    /**
     * The cell of a number.
     *
     * @param raw as it stands in the file
     * @param style its number in the list of formats; negative if it has none
     */
    Cell cell(String raw, int style) {
        BigDecimal number = number(raw);
        if (number == null) {
            return Cell.of(raw);
        }
        Format format = style >= 0 && style < formats.size() ? formats.get(style) : PLAIN;
        if (format.date != null) {
            return date(number, format.date);
        }
        if (format.word != null && !format.word.isEmpty()) {
            // Three decimals could be taken for thousands once they are text.
            BigDecimal clear = number.scale() == 3 ? number.setScale(4) : number;
            return Cell.of(clear.toPlainString() + " " + format.word);
        }
        if (format.code == null) {
            return Cell.of(number);
        }
        String text = number.toPlainString() + " shown as " + format.code;
        return Cell.refused(
                text, "holds " + text + ", so that what is read is not what is seen; write what is seen as text");
    }

    private static @Nullable BigDecimal number(String raw) {
        if (raw.length() > MAX_DIGITS_WRITTEN) {
            return null;
        }
        try {
            double size = Math.abs(Double.parseDouble(raw));
            if (!(size < 1e30)) {
                return null;
            }
            if (size < 1e-30) {
                return BigDecimal.ZERO;
            }
            BigDecimal number = new BigDecimal(raw).round(DIGITS).stripTrailingZeros();
            return number.scale() < 0 ? number.setScale(0) : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private Cell date(BigDecimal number, Precision shown) {
        long day = number.longValue();
        if (day < 1 || day > LAST_DAY) {
            return Cell.of(number);
        }
        if (since1904) {
            return Cell.of(DAY_ZERO_1904.plusDays(day), shown);
        }
        return Cell.of(DAY_ZERO.plusDays(day < FIRST_RIGHT_DAY ? day + 1 : day), shown);
    }
}
