package dev.zoneledger.ingest.sheet;

import dev.zoneledger.contract.Precision;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a workbook shows its numbers: a number is a date only by its format, and with no more of it than is shown. */
final class NumberFormats {

    // Excel has 250 formats of numbers, of at most 255 characters each, and 65,000 looks of cells.
    private static final int MAX_FORMATS = 10_000;
    private static final int MAX_LOOKS = 100_000;
    private static final int MAX_CODE = 255;

    // Excel counts with 15 digits; what a file has behind them is the noise of binary fractions.
    private static final MathContext DIGITS = new MathContext(15);
    private static final int MAX_DIGITS_WRITTEN = 40;

    // Formats that a file names by number only; 27 to 36 and 50 to 58 are those of Chinese editions.
    private static final Set<Integer> DAYS = Set.of(14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58);
    private static final Set<Integer> MONTHS = Set.of(17, 27, 36, 50, 52, 55, 57);
    // And those that may show a number otherwise than it is; the sign of a currency depends on the edition too.
    private static final Map<Integer, String> OTHERS = Map.ofEntries(
            Map.entry(5, "\"$\"#,##0_);\\(\"$\"#,##0\\)"),
            Map.entry(6, "\"$\"#,##0_);[Red]\\(\"$\"#,##0\\)"),
            Map.entry(7, "\"$\"#,##0.00_);\\(\"$\"#,##0.00\\)"),
            Map.entry(8, "\"$\"#,##0.00_);[Red]\\(\"$\"#,##0.00\\)"),
            Map.entry(9, "0%"),
            Map.entry(10, "0.00%"),
            Map.entry(18, "h:mm AM/PM"),
            Map.entry(19, "h:mm:ss AM/PM"),
            Map.entry(20, "h:mm"),
            Map.entry(21, "h:mm:ss"),
            Map.entry(41, "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)"),
            Map.entry(42, "_(\"$\"* #,##0_);_(\"$\"* \\(#,##0\\);_(\"$\"* \"-\"_);_(@_)"),
            Map.entry(43, "_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"??_);_(@_)"),
            Map.entry(44, "_(\"$\"* #,##0.00_);_(\"$\"* \\(#,##0.00\\);_(\"$\"* \"-\"??_);_(@_)"),
            Map.entry(45, "mm:ss"),
            Map.entry(46, "[h]:mm:ss"),
            Map.entry(47, "mmss.0"));

    private static final NumberFormat GENERAL = new NumberFormat("General");
    private static final Map<Integer, NumberFormat> BUILT_IN = builtIn();

    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);
    private static final int LAST_DAY = 2_958_465;

    // Excel has a 29 February 1900; before it its days are one off.
    private static final int FIRST_RIGHT_DAY = 61;

    private final List<NumberFormat> formats = new ArrayList<>();
    private boolean since1904;

    /** @param styles null if the workbook has none */
    static NumberFormats read(@Nullable XmlPart styles) {
        NumberFormats read = new NumberFormats();
        if (styles == null) {
            return read;
        }
        Map<Integer, NumberFormat> own = new HashMap<>();
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
                        String code = start ? styles.attribute("formatCode") : null;
                        if (code != null && !code.isBlank()) {
                            own.put(whole(styles.attribute("numFmtId")), format(code));
                            checkNumber(own.size(), MAX_FORMATS);
                        }
                    }
                    case "xf" -> {
                        if (start && ofCells) {
                            int id = whole(styles.attribute("numFmtId"));
                            NumberFormat builtIn = BUILT_IN.getOrDefault(id, GENERAL);
                            read.formats.add(builtIn.date() != null ? builtIn : own.getOrDefault(id, builtIn));
                            checkNumber(read.formats.size(), MAX_LOOKS);
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

    private static Map<Integer, NumberFormat> builtIn() {
        Map<Integer, NumberFormat> formats = new HashMap<>();
        OTHERS.forEach((id, code) -> formats.put(id, new NumberFormat(code)));
        DAYS.forEach(id -> formats.put(id, new NumberFormat("yyyy-mm-dd")));
        MONTHS.forEach(id -> formats.put(id, new NumberFormat("yyyy-mm")));
        return formats;
    }

    private static NumberFormat format(String code) {
        if (code.length() > MAX_CODE) {
            throw Unreadable.tooLarge("A number format of the workbook has more than " + MAX_CODE + " characters");
        }
        return new NumberFormat(code);
    }

    private static void checkNumber(int there, int most) {
        if (there > most) {
            throw Unreadable.tooLarge("The workbook has more than " + most + " formats; save the table as CSV");
        }
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
        NumberFormat format = style >= 0 && style < formats.size() ? formats.get(style) : GENERAL;
        if (format.date() != null) {
            return date(number, format.date());
        }
        String word = format.word(number);
        if (word == null) {
            String text = number.toPlainString() + " shown as " + format.code();
            return Cell.refused(
                    text, "holds " + text + ", so that what is read is not what is seen; write what is seen as text");
        }
        if (word.isEmpty()) {
            return Cell.of(number);
        }
        // Three decimals could be taken for thousands once they are text.
        BigDecimal clear = number.scale() == 3 ? number.setScale(4) : number;
        return Cell.of(clear.toPlainString() + " " + word);
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
