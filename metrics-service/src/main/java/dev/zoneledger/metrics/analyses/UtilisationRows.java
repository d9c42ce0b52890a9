package dev.zoneledger.metrics.analyses;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Unit;
import dev.zoneledger.metrics.ledger.CalendarPeriod;
import dev.zoneledger.metrics.ledger.Installed;
import dev.zoneledger.metrics.ledger.Interval;
import dev.zoneledger.metrics.ledger.PeriodTotal;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.TotalRow;
import dev.zoneledger.metrics.totals.Composition;
import dev.zoneledger.metrics.totals.Figures;
import dev.zoneledger.metrics.totals.FlowTotals;
import dev.zoneledger.metrics.totals.Links;
import dev.zoneledger.metrics.totals.RollUp;
import dev.zoneledger.metrics.totals.Slice;
import dev.zoneledger.metrics.totals.SlicedRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Utilisation as it is told: by product with its descendants, or by subject. */
record UtilisationRows(String zone, CalendarPeriod period, Slice slice) {

    private static final Comparator<Utilised> ORDER = Comparator.comparing(Utilised::product, RollUp.BY_PRODUCT)
            .thenComparing(row -> String.valueOf(row.unit()))
            .thenComparing(row -> String.valueOf(row.organisation()))
            .thenComparing(row -> String.valueOf(row.project()));

    /** The rows that are asked for, and those of all subjects over 100 %. */
    record Found(List<Utilised> rows, List<Utilised> alarms) {}

    private record Key(String product, String unit) {}

    /** Both sides of some subjects. */
    private record Sum(PeriodTotal output, Total weighted, Utilised.Subjects subjects) {

        Sum plus(Sum other) {
            return new Sum(output.plus(other.output), weighted.plus(other.weighted), subjects.plus(other.subjects));
        }
    }

    Found of(LedgerStores stores, boolean bySubject) {
        UtilisationRows resolved = new UtilisationRows(zone, period, slice.in(stores, zone));
        Utilisation utilisation = new Utilisation(stores, zone, period);
        List<Utilised> subjects = new ArrayList<>();
        Map<Key, Sum> rolled = new LinkedHashMap<>();
        for (String product : RollUp.allProducts(resolved.slice.product())) {
            for (Utilisation.Known known : utilisation.of(product, resolved.slice)) {
                Utilised row = resolved.ofSubject(known);
                subjects.add(row);
                Sum sum = sum(known, row.alarm());
                RollUp.above(product).forEach(each -> rolled.merge(new Key(each, known.unit()), sum, Sum::plus));
            }
        }
        List<Utilised> products = rolled.entrySet().stream()
                .map(each -> resolved.ofProduct(each.getKey(), each.getValue()))
                .toList();
        return new Found(
                resolved.wanted(bySubject ? subjects : products),
                resolved.wanted(subjects).stream().filter(Utilised::alarm).toList());
    }

    private List<Utilised> wanted(List<Utilised> rows) {
        return rows.stream()
                .filter(row -> RollUp.isWanted(row.product(), slice.product()) && slice.hasStageOf(row.product()))
                .sorted(ORDER)
                .toList();
    }

    private static Sum sum(Utilisation.Known known, boolean alarm) {
        if (known.hasOutput() && known.hasCapacity()) {
            return new Sum(known.output(), known.weighted(), new Utilised.Subjects(1, 0, 0, alarm ? 1 : 0));
        }
        return new Sum(
                PeriodTotal.NONE,
                Total.ZERO,
                known.hasOutput() ? new Utilised.Subjects(0, 1, 0, 0) : new Utilised.Subjects(0, 0, 1, 0));
    }

    private Utilised ofSubject(Utilisation.Known known) {
        return row(
                known.subject().organisation(),
                known.subject().project(),
                known.product(),
                known.unit(),
                known.output(),
                known.weighted(),
                reason(
                        known.output().total(),
                        known.weighted(),
                        known.hasOutput() ? Utilised.Unknown.NO_CAPACITY : Utilised.Unknown.NO_OUTPUT),
                null,
                new Utilised.Claims(List.copyOf(known.outputs()), List.copyOf(known.capacities())));
    }

    private Utilised ofProduct(Key key, Sum sum) {
        Utilised.Subjects subjects = sum.subjects;
        Utilised.Unknown oneSided = subjects.outputOnly() > 0 && subjects.capacityOnly() > 0
                ? Utilised.Unknown.NO_COMMON_SUBJECT
                : subjects.outputOnly() > 0 ? Utilised.Unknown.NO_CAPACITY : Utilised.Unknown.NO_OUTPUT;
        return row(
                null,
                null,
                key.product,
                key.unit,
                sum.output,
                sum.weighted,
                reason(sum.output.total(), sum.weighted, oneSided),
                subjects,
                null);
    }

    /** Null if there is nothing in the way of a ratio. */
    private static Utilised.@Nullable Unknown reason(Total output, Total weighted, Utilised.Unknown oneSided) {
        if (output.claims() == 0 || weighted.claims() == 0) {
            return oneSided;
        }
        if (!output.hasFigure()) {
            return Utilised.Unknown.OUTPUT_WITHOUT_FIGURE;
        }
        if (!weighted.hasFigure()) {
            return Utilised.Unknown.CAPACITY_WITHOUT_FIGURE;
        }
        return weighted.value().signum() == 0 ? Utilised.Unknown.CAPACITY_ZERO : null;
    }

    private Utilised row(
            @Nullable String organisation,
            @Nullable String project,
            String product,
            String unit,
            PeriodTotal output,
            Total weighted,
            Utilised.@Nullable Unknown reason,
            Utilised.@Nullable Subjects subjects,
            Utilised.@Nullable Claims claims) {
        Total made = output.total();
        Optional<Interval> ratio = reason != null
                ? Optional.empty()
                : Interval.of(made)
                        .flatMap(part -> Interval.of(weighted)
                                .flatMap(whole -> part.times(Installed.YEAR).over(whole)));
        Total installed = Installed.perYear(weighted);
        return new Utilised(
                organisation,
                project,
                product,
                unit.isEmpty() ? null : unit,
                Figures.of(made, 0),
                Composition.of(output),
                Figures.of(installed.standing(), installed.begunBy()),
                ratio.orElse(null),
                reason,
                ratio.filter(over -> isMoreThanWhole(made, weighted)).isPresent(),
                made.isPoint() && weighted.isPoint(),
                subjects,
                claims,
                links(
                        organisation != null ? organisation : project == null ? slice.organisation() : "",
                        product,
                        unit));
    }

    /** Not by the rounded ratio: a little over the whole is over it. */
    private static boolean isMoreThanWhole(Total made, Total weighted) {
        BigDecimal parts = made.value().multiply(Installed.YEAR);
        return parts.compareTo(weighted.value()) > 0;
    }

    private Utilised.Sides links(@Nullable String organisation, String product, String unit) {
        String yearly = Unit.find(unit).flatMap(Unit::perYear).map(Unit::code).orElse(unit);
        var output = new FlowTotals(
                zone, "output", List.of(Measure.OUTPUT), List.of(Basis.ACTUAL), slice, period.text(), period.grain());
        var made = new TotalRow.Series(Measure.OUTPUT, Basis.ACTUAL, product, period.text(), unit);
        var installed = new TotalRow.Series(Measure.CAPACITY, Basis.ACTUAL, product, Status.OPERATING.code(), yearly);
        return new Utilised.Sides(
                output.row(new SlicedRow(organisation, new TotalRow(made, Total.ZERO, 0), PeriodTotal.NONE))
                        .links(),
                Links.toCapacity(zone, period.to(), organisation, installed));
    }
}
