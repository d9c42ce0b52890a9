package dev.zoneledger.metrics.analyses;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Unit;
import dev.zoneledger.metrics.analyses.UtilisationResource.UtilisationAnswer;
import dev.zoneledger.metrics.ledger.CalendarPeriod;
import dev.zoneledger.metrics.ledger.Installed;
import dev.zoneledger.metrics.ledger.Interval;
import dev.zoneledger.metrics.ledger.PeriodTotal;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Members;
import dev.zoneledger.metrics.state.TotalRow;
import dev.zoneledger.metrics.totals.Composition;
import dev.zoneledger.metrics.totals.Figures;
import dev.zoneledger.metrics.totals.FlowTotals;
import dev.zoneledger.metrics.totals.Links;
import dev.zoneledger.metrics.totals.Question;
import dev.zoneledger.metrics.totals.RollUp;
import dev.zoneledger.metrics.totals.Slice;
import dev.zoneledger.metrics.totals.SlicedRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Utilisation as it is told: by product with its descendants, or by subject; and all subjects over 100 %. */
record UtilisationRows(CalendarPeriod period, Slice slice, boolean bySubject)
        implements Question<List<Sides>, UtilisationAnswer> {

    @Override
    public TypeReference<List<Sides>> type() {
        return new TypeReference<>() {};
    }

    @Override
    public List<Sides> ask(LedgerStores stores, String zone) {
        Slice resolved = slice.in(stores, zone);
        Utilisation utilisation = new Utilisation(stores, zone, period);
        List<Sides> subjects = new ArrayList<>();
        Map<Sides.Of, Sides> products = new LinkedHashMap<>();
        for (String product : RollUp.allProducts(slice.product())) {
            for (Utilisation.Known known : utilisation.of(product, resolved)) {
                Sides subject = Sides.of(known);
                subjects.add(subject);
                RollUp.above(product)
                        .forEach(each -> products.merge(subject.in(each).of(), subject.in(each), Sides::plus));
            }
        }
        Stream<Sides> told = bySubject
                ? subjects.stream()
                : Stream.concat(products.values().stream(), subjects.stream().filter(Sides::isAlarm));
        return told.filter(row -> RollUp.isWanted(row.product(), slice.product()) && slice.hasStageOf(row.product()))
                .sorted(Sides.ORDER)
                .toList();
    }

    @Override
    public List<Sides> together(SortedMap<String, List<Sides>> byZone) {
        Map<Sides.Of, Sides> summed = new LinkedHashMap<>();
        byZone.forEach((zone, rows) -> rows.stream()
                .map(row -> row.subject() != null || slice.isOfOneOrganisation() ? row.among(zone) : row)
                .forEach(row -> summed.merge(row.of(), row, Sides::plus)));
        return summed.values().stream().sorted(Sides.ORDER).toList();
    }

    @Override
    public UtilisationAnswer told(List<Sides> rows, @Nullable String zone, @Nullable String position) {
        return new UtilisationAnswer(
                zone,
                period.text(),
                position,
                told(rows, row -> bySubject == (row.subject() != null), zone),
                told(rows, Sides::isAlarm, zone));
    }

    private List<Utilised> told(Collection<Sides> rows, Predicate<Sides> wanted, @Nullable String zone) {
        return rows.stream().filter(wanted).map(row -> told(row, zone)).toList();
    }

    private Utilised told(Sides row, @Nullable String zone) {
        Total made = row.output().total();
        Total installed = Installed.perYear(row.weighted());
        Utilised.Unknown unknown = row.unknown();
        String whose = zone == null ? row.zone() : zone;
        return new Utilised(
                row.zone(),
                row.subject() == null ? null : row.subject().organisation(),
                row.subject() == null ? null : row.subject().project(),
                row.product(),
                row.unit().isEmpty() ? null : row.unit(),
                Figures.of(made, 0),
                Composition.of(row.output()),
                Figures.of(installed.standing(), installed.begunBy()),
                unknown == null ? ratio(made, row.weighted()) : null,
                unknown,
                row.isMoreThanWhole(),
                made.isPoint() && row.weighted().isPoint(),
                row.subject() == null ? row.subjects() : null,
                row.claims(),
                whose == null ? null : links(row, whose));
    }

    private static @Nullable Interval ratio(Total made, Total weighted) {
        return Interval.of(made)
                .flatMap(part -> Interval.of(weighted)
                        .flatMap(whole -> part.times(Installed.YEAR).over(whole)))
                .orElse(null);
    }

    private Utilised.UtilisationLinks links(Sides row, String zone) {
        String organisation = organisation(row);
        String yearly =
                Unit.find(row.unit()).flatMap(Unit::perYear).map(Unit::code).orElse(row.unit());
        var output = new FlowTotals(
                "output", List.of(Measure.OUTPUT), List.of(Basis.ACTUAL), slice, period.text(), period.grain());
        var made = new TotalRow.Series(Measure.OUTPUT, Basis.ACTUAL, row.product(), period.text(), row.unit());
        var installed =
                new TotalRow.Series(Measure.CAPACITY, Basis.ACTUAL, row.product(), Status.OPERATING.code(), yearly);
        return new Utilised.UtilisationLinks(
                output.links(zone, new SlicedRow(organisation, new TotalRow(made, Total.ZERO, 0), PeriodTotal.NONE)),
                Links.toCapacity(zone, period.to(), organisation, installed));
    }

    /** Whose claims are linked to: those of the subject's organisation, of projects without one, or of all in the slice. */
    private @Nullable String organisation(Sides row) {
        return row.subject() == null
                ? slice.organisation()
                : Objects.requireNonNullElse(row.subject().organisation(), Members.NO_ORGANISATION);
    }
}
