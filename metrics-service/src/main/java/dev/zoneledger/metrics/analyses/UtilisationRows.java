package dev.zoneledger.metrics.analyses;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Unit;
import dev.zoneledger.metrics.ledger.CalendarPeriod;
import dev.zoneledger.metrics.ledger.Installed;
import dev.zoneledger.metrics.ledger.Interval;
import dev.zoneledger.metrics.ledger.PeriodTotal;
import dev.zoneledger.metrics.ledger.Seat;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Members;
import dev.zoneledger.metrics.state.TotalRow;
import dev.zoneledger.metrics.totals.Composition;
import dev.zoneledger.metrics.totals.Figures;
import dev.zoneledger.metrics.totals.FlowTotals;
import dev.zoneledger.metrics.totals.Links;
import dev.zoneledger.metrics.totals.RollUp;
import dev.zoneledger.metrics.totals.Slice;
import dev.zoneledger.metrics.totals.SlicedRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * Both sides of some subjects.
     *
     * @param outputsWithoutFigure subjects of which there is an output on record, but no figure
     */
    private record Sum(
            PeriodTotal output,
            Total weighted,
            Utilised.Subjects subjects,
            long outputsWithoutFigure,
            long capacitiesWithoutFigure) {

        Sum plus(Sum other) {
            return new Sum(
                    output.plus(other.output),
                    weighted.plus(other.weighted),
                    subjects.plus(other.subjects),
                    outputsWithoutFigure + other.outputsWithoutFigure,
                    capacitiesWithoutFigure + other.capacitiesWithoutFigure);
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

    /** A subject's part in the row of a product: an output, or a capacity, that is not known is not zero. */
    private static Sum sum(Utilisation.Known known, boolean alarm) {
        boolean hasOutput = known.output().total().hasFigure();
        boolean hasCapacity = known.weighted().hasFigure();
        boolean both = hasOutput && hasCapacity;
        return new Sum(
                both ? known.output() : PeriodTotal.NONE,
                both ? known.weighted() : Total.ZERO,
                new Utilised.Subjects(
                        both ? 1 : 0, hasOutput && !both ? 1 : 0, hasCapacity && !both ? 1 : 0, alarm ? 1 : 0),
                known.hasOutput() && !hasOutput ? 1 : 0,
                known.hasCapacity() && !hasCapacity ? 1 : 0);
    }

    private Utilised ofSubject(Utilisation.Known known) {
        return row(
                known.subject(),
                new Key(known.product(), known.unit()),
                known.output(),
                known.weighted(),
                reason(known),
                null,
                new Utilised.Claims(known.outputs(), known.capacities()));
    }

    private Utilised ofProduct(Key key, Sum sum) {
        return row(null, key, sum.output, sum.weighted, reason(sum), sum.subjects, null);
    }

    /** Null if there is nothing in the way of a ratio. */
    private static Utilised.@Nullable Unknown reason(Utilisation.Known known) {
        if (!known.output().total().hasFigure()) {
            return known.hasOutput() ? Utilised.Unknown.OUTPUT_WITHOUT_FIGURE : Utilised.Unknown.NO_OUTPUT;
        }
        if (!known.weighted().hasFigure()) {
            return known.hasCapacity() ? Utilised.Unknown.CAPACITY_WITHOUT_FIGURE : Utilised.Unknown.NO_CAPACITY;
        }
        return zero(known.weighted());
    }

    private static Utilised.@Nullable Unknown reason(Sum sum) {
        Utilised.Subjects subjects = sum.subjects;
        if (subjects.both() > 0) {
            return zero(sum.weighted);
        }
        if (subjects.outputOnly() > 0 && subjects.capacityOnly() > 0) {
            return Utilised.Unknown.NO_COMMON_SUBJECT;
        }
        if (subjects.outputOnly() > 0) {
            return sum.capacitiesWithoutFigure > 0
                    ? Utilised.Unknown.CAPACITY_WITHOUT_FIGURE
                    : Utilised.Unknown.NO_CAPACITY;
        }
        return sum.outputsWithoutFigure > 0 ? Utilised.Unknown.OUTPUT_WITHOUT_FIGURE : Utilised.Unknown.NO_OUTPUT;
    }

    private static Utilised.@Nullable Unknown zero(Total weighted) {
        return weighted.value().signum() == 0 ? Utilised.Unknown.CAPACITY_ZERO : null;
    }

    private Utilised row(
            @Nullable Seat subject,
            Key key,
            PeriodTotal output,
            Total weighted,
            Utilised.@Nullable Unknown reason,
            Utilised.@Nullable Subjects subjects,
            Utilised.@Nullable Claims claims) {
        Total made = output.total();
        Total installed = Installed.perYear(weighted);
        return new Utilised(
                subject == null ? null : subject.organisation(),
                subject == null ? null : subject.project(),
                key.product,
                key.unit.isEmpty() ? null : key.unit,
                Figures.of(made, 0),
                Composition.of(output),
                Figures.of(installed.standing(), installed.begunBy()),
                reason == null ? ratio(made, weighted) : null,
                reason,
                isMoreThanWhole(made, weighted),
                made.isPoint() && weighted.isPoint(),
                subjects,
                claims,
                links(organisation(subject), key));
    }

    private static @Nullable Interval ratio(Total made, Total weighted) {
        return Interval.of(made)
                .flatMap(part -> Interval.of(weighted)
                        .flatMap(whole -> part.times(Installed.YEAR).over(whole)))
                .orElse(null);
    }

    /** Whose claims are linked to: those of the subject's organisation, of projects without one, or of all in the slice. */
    private @Nullable String organisation(@Nullable Seat subject) {
        if (subject == null) {
            return slice.organisation();
        }
        return subject.organisation() == null ? Members.NO_ORGANISATION : subject.organisation();
    }

    /** By the printed figures, not by the rounded ratio: a little over the whole is over it. */
    private static boolean isMoreThanWhole(Total made, Total weighted) {
        return made.hasFigure()
                && weighted.hasFigure()
                && made.value().multiply(Installed.YEAR).compareTo(weighted.value()) > 0;
    }

    private Utilised.Sides links(@Nullable String organisation, Key key) {
        String yearly =
                Unit.find(key.unit).flatMap(Unit::perYear).map(Unit::code).orElse(key.unit);
        var output = new FlowTotals(
                zone, "output", List.of(Measure.OUTPUT), List.of(Basis.ACTUAL), slice, period.text(), period.grain());
        var made = new TotalRow.Series(Measure.OUTPUT, Basis.ACTUAL, key.product, period.text(), key.unit);
        var installed =
                new TotalRow.Series(Measure.CAPACITY, Basis.ACTUAL, key.product, Status.OPERATING.code(), yearly);
        return new Utilised.Sides(
                output.links(new SlicedRow(organisation, new TotalRow(made, Total.ZERO, 0), PeriodTotal.NONE)),
                Links.toCapacity(zone, period.to(), organisation, installed));
    }
}
