package dev.zoneledger.metrics.totals;

import dev.zoneledger.metrics.ledger.PeriodTotal;
import dev.zoneledger.metrics.state.TotalRow;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A total, of the whole zone or of one organisation.
 *
 * @param organisation empty for projects without one; null where organisations are not told apart
 * @param periods how the total of a calendar period comes about; null where it is a stock or its period stands by itself
 */
public record SlicedRow(
        @Nullable String organisation,
        TotalRow row,
        @Nullable PeriodTotal periods) {

    /** What a row is a row of. */
    public record Of(@Nullable String organisation, TotalRow.Series series) {}

    // Projects without an organisation come last.
    private static final Comparator<SlicedRow> ORDER = Comparator.comparing(
                    (SlicedRow row) -> row.organisation != null && row.organisation.isEmpty())
            .thenComparing(row -> row.organisation == null ? "" : row.organisation)
            .thenComparing(SlicedRow::row, RollUp.ORDER);

    /** Rows that are the same but for the zone are one. */
    static List<SlicedRow> sum(Stream<SlicedRow> rows) {
        Map<Of, SlicedRow> summed = new LinkedHashMap<>();
        rows.forEach(row -> summed.merge(row.of(), row, SlicedRow::plus));
        return summed.values().stream().sorted(ORDER).toList();
    }

    private SlicedRow plus(SlicedRow other) {
        return new SlicedRow(
                organisation,
                row.plus(other.row),
                periods == null || other.periods == null ? null : periods.plus(other.periods));
    }

    Of of() {
        return new Of(organisation, row.series());
    }

    public TotalRow.Series series() {
        return row.series();
    }

    /** Those of a slice, by organisation and then in the order of {@link RollUp}. */
    public static List<SlicedRow> wanted(Collection<SlicedRow> rows, Slice slice) {
        return rows.stream()
                .filter(row -> RollUp.isWanted(row.series().product(), slice.product()))
                .filter(row -> slice.hasStageOf(row.series().product()))
                .sorted(ORDER)
                .toList();
    }
}
