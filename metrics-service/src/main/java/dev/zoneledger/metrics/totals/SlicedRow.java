package dev.zoneledger.metrics.totals;

import dev.zoneledger.metrics.ledger.PeriodTotal;
import dev.zoneledger.metrics.state.TotalRow;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A total, of the whole zone or of one organisation.
 *
 * @param zone whose organisation it is, among those of several zones; else null
 * @param organisation empty for projects without one; null where organisations are not told apart
 * @param periods how the total of a calendar period comes about; null where it is a stock or its period stands by itself
 */
public record SlicedRow(
        @Nullable String zone,
        @Nullable String organisation,
        TotalRow row,
        @Nullable PeriodTotal periods) {

    /** What a row is a row of. */
    public record Of(@Nullable String zone, @Nullable String organisation, TotalRow.Series series) {}

    // Projects without an organisation come last.
    public static final Comparator<SlicedRow> ORDER = Comparator.comparing(
                    (SlicedRow row) -> row.organisation != null && row.organisation.isEmpty())
            .thenComparing(row -> row.organisation == null ? "" : row.organisation)
            .thenComparing(row -> row.zone == null ? "" : row.zone)
            .thenComparing(SlicedRow::row, RollUp.ORDER);

    public SlicedRow(@Nullable String organisation, TotalRow row, @Nullable PeriodTotal periods) {
        this(null, organisation, row, periods);
    }

    /** Rows that are the same but for the zone are one; an organisation is one of its zone, and not the same in another. */
    static List<SlicedRow> together(SortedMap<String, List<SlicedRow>> byZone) {
        Map<Of, SlicedRow> summed = new LinkedHashMap<>();
        byZone.forEach((zone, rows) -> rows.forEach(row -> {
            SlicedRow ofZone = row.among(zone);
            summed.merge(ofZone.of(), ofZone, SlicedRow::plus);
        }));
        return summed.values().stream().sorted(ORDER).toList();
    }

    /** The same among the rows of other zones. */
    public SlicedRow among(String ownZone) {
        return organisation == null || organisation.isEmpty()
                ? this
                : new SlicedRow(ownZone, organisation, row, periods);
    }

    public SlicedRow plus(SlicedRow other) {
        return new SlicedRow(
                zone,
                organisation,
                row.plus(other.row),
                periods == null || other.periods == null ? null : periods.plus(other.periods));
    }

    public Of of() {
        return new Of(zone, organisation, row.series());
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
