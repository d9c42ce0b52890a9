package dev.zoneledger.metrics.outlook;

import dev.zoneledger.metrics.state.Timeline;
import dev.zoneledger.metrics.state.TotalRow;
import dev.zoneledger.metrics.totals.Parameters;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Parameters of questions about time, as what they mean, or a problem that says what was expected. */
final class Questions {

    static final String BASIS =
            "actual (so it is), planned (so it is to be) or outlook (the actual timeline continued by the planned one)";
    static final String LIMIT = "Steps a page, 1 to 1000; 100 if not given";

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private Questions() {}

    /** A product of the tree; must be given. */
    static String product(@Nullable String text) {
        String product = Parameters.product(text);
        if (product == null) {
            throw Parameters.refused("product", "is missing; expected a code of the product tree", "magnet-material");
        }
        return product;
    }

    /** The timeline of that code, or the default. */
    static Timeline timeline(@Nullable String text, Timeline otherwise) {
        Timeline timeline = Parameters.code("basis", text, Timeline.all(), Timeline::code);
        return timeline == null ? otherwise : timeline;
    }

    /** The last day; null if it is not given. */
    static @Nullable LocalDate to(@Nullable LocalDate from, @Nullable String text) {
        LocalDate to = Parameters.day("to", text);
        if (from != null && to != null && to.isBefore(from)) {
            throw Parameters.refused("to", "expected a day not before from, " + from, null);
        }
        return to;
    }

    /** As it is told; null if none is known. */
    static @Nullable String unit(TotalRow.Series series) {
        return series.unit().isEmpty() ? null : series.unit();
    }

    static int limit(@Nullable String text) {
        return Parameters.number("limit", text, DEFAULT_LIMIT, 1, MAX_LIMIT);
    }
}
