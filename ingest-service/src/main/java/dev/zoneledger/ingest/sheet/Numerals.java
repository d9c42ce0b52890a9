package dev.zoneledger.ingest.sheet;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers with the separators that people put into them. A comma separates thousands and a point begins the decimals, as
 * in English and Chinese, unless the number itself shows that it is the other way round; where it could be both, it is
 * refused.
 */
final class Numerals {

    private static final Pattern PLAIN = Pattern.compile("\\d+");
    private static final Pattern POINT = Pattern.compile("(\\d*)\\.(\\d+)");
    private static final Pattern COMMAS = Pattern.compile("[1-9]\\d{0,2}(?:,\\d{3})++(?:\\.\\d+)?");
    private static final Pattern LAKHS = Pattern.compile("[1-9]\\d?(?:,\\d{2})+,\\d{3}(?:\\.\\d+)?");
    private static final Pattern POINTS = Pattern.compile("[1-9]\\d{0,2}(?:\\.\\d{3})++,\\d+");
    private static final Pattern MANY_POINTS = Pattern.compile("[1-9]\\d{0,2}(?:\\.\\d{3}){2,}+");
    private static final Pattern GAPS = Pattern.compile("[1-9]\\d{0,2}([ '])\\d{3}(?:\\1\\d{3})*+(?:[.,]\\d+)?");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("\\d+,\\d+");

    /** A number, or why it is none and what may have been meant. */
    record Read(
            @Nullable BigDecimal value,
            @Nullable String refusal,
            @Nullable String suggestion) {
        static Read of(String plain) {
            return new Read(new BigDecimal(plain), null, null);
        }

        static Read refused(String refusal, @Nullable String suggestion) {
            return new Read(null, refusal, suggestion);
        }
    }

    private Numerals() {}

    /** @param multiplied whether a word such as 万 or million follows, before which nobody separates thousands by a point */
    static Read read(String digits, boolean multiplied) {
        if (PLAIN.matcher(digits).matches()) {
            return Read.of(digits);
        }
        if (COMMAS.matcher(digits).matches() || LAKHS.matcher(digits).matches()) {
            return Read.of(digits.replace(",", ""));
        }
        if (POINT.matcher(digits).matches()) {
            return point(digits, multiplied);
        }
        if (POINTS.matcher(digits).matches() || MANY_POINTS.matcher(digits).matches()) {
            return Read.of(digits.replace(".", "").replace(',', '.'));
        }
        if (GAPS.matcher(digits).matches()) {
            return Read.of(digits.replaceAll("[ ']", "").replace(',', '.'));
        }
        if (DECIMAL_COMMA.matcher(digits).matches()) {
            return Read.refused(
                    "the comma is not before three digits, so it separates no thousands; write decimals with a point",
                    digits.replace(',', '.'));
        }
        return Read.refused("the separators do not show where the thousands and the decimals are", null);
    }

    private static Read point(String digits, boolean multiplied) {
        int whole = digits.indexOf('.');
        int decimals = digits.length() - whole - 1;
        boolean mayBeThousands = decimals == 3 && whole >= 1 && whole <= 3 && digits.charAt(0) != '0';
        if (mayBeThousands && !multiplied) {
            return Read.refused(
                    "it is not clear whether the point separates thousands (" + digits.replace('.', ',')
                            + ") or decimals (" + digits + "0)",
                    digits.replace('.', ','));
        }
        return Read.of(whole == 0 ? "0" + digits : digits);
    }
}
