package dev.zoneledger.ingest.sheet;

import dev.zoneledger.contract.Precision;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a cell of a table holds. In CSV everything is text; a sheet knows numbers and dates.
 *
 * @param text without blanks around it; never null, empty if there is nothing
 * @param number null if it is none
 * @param date null if it is none
 * @param shown to what the date is shown: of 2020-09-01 formatted as "Sep 2020" only the month was meant
 * @param refusal why nothing can be taken from it, though something is there; null if it can
 */
record Cell(
        String text,
        @Nullable BigDecimal number,
        @Nullable LocalDate date,
        @Nullable Precision shown,
        @Nullable String refusal) {

    static final Cell EMPTY = new Cell("", null, null, null, null);

    static Cell of(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? EMPTY : new Cell(stripped, null, null, null, null);
    }

    static Cell of(BigDecimal number) {
        return new Cell(number.toPlainString(), number, null, null, null);
    }

    static Cell of(LocalDate date, Precision shown) {
        String iso = date.toString();
        String text = switch (shown) {
            case YEAR -> iso.substring(0, iso.length() - "-01-01".length());
            case MONTH -> iso.substring(0, iso.length() - "-01".length());
            case DAY, UNKNOWN -> iso;
        };
        return new Cell(text, null, date, shown, null);
    }

    /** @param text that is refused too where it is sent again as it is */
    static Cell refused(String text, String refusal) {
        return new Cell(text, null, null, null, refusal);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }
}
