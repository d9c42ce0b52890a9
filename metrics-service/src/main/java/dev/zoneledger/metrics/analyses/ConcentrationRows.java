package dev.zoneledger.metrics.analyses;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.Status;
import dev.zoneledger.metrics.analyses.ConcentrationResource.ConcentrationAnswer;
import dev.zoneledger.metrics.ledger.Concentration;
import dev.zoneledger.metrics.ledger.Interval;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Members;
import dev.zoneledger.metrics.state.Posting;
import dev.zoneledger.metrics.state.Scope;
import dev.zoneledger.metrics.state.TotalRow;
import dev.zoneledger.metrics.totals.Figures;
import dev.zoneledger.metrics.totals.Links;
import dev.zoneledger.metrics.totals.Question;
import dev.zoneledger.metrics.totals.RollUp;
import dev.zoneledger.metrics.totals.Slice;
import dev.zoneledger.metrics.totals.SlicedRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** In whose hands a capacity is as of a date. */
record ConcentrationRows(LocalDate asOf, @Nullable LocalDate today, Status status, Slice slice, int largest)
        implements Question<List<Held>, ConcentrationAnswer> {

    private static final Comparator<Held> ORDER = Comparator.comparing(
                    (Held held) -> held.series().product(), RollUp.BY_PRODUCT)
            .thenComparing(held -> held.series().unit());

    /** An organisation, or a project that belongs to none. */
    private record Key(String organisation, @Nullable String project) {}

    @Override
    public TypeReference<List<Held>> type() {
        return new TypeReference<>() {};
    }

    @Override
    public List<Held> ask(LedgerStores stores, String zone) {
        Map<TotalRow.Series, Map<Key, Total>> hands = new LinkedHashMap<>();
        for (SlicedRow row :
                RollUp.rows(stores, zone, Measure.CAPACITY, List.of(Basis.ACTUAL), byOrganisation(), asOf)) {
            if (row.series().slot().equals(status.code())
                    && row.organisation() != null
                    && !row.row().total().isZero()) {
                Map<Key, Total> ofRow = hands.computeIfAbsent(row.series(), series -> new HashMap<>());
                if (row.organisation().equals(Members.NO_ORGANISATION)) {
                    ofRow.putAll(projects(stores, zone, row.series()));
                } else {
                    ofRow.put(new Key(row.organisation(), null), row.row().total());
                }
            }
        }
        return hands.entrySet().stream()
                .map(each -> held(zone, each.getKey(), each.getValue()))
                .sorted(ORDER)
                .toList();
    }

    @Override
    public List<Held> together(SortedMap<String, List<Held>> byZone) {
        Map<TotalRow.Series, Held> summed = new LinkedHashMap<>();
        byZone.values().stream()
                .flatMap(Collection::stream)
                .forEach(held -> summed.merge(held.series(), held, (one, other) -> one.plus(other, largest)));
        return summed.values().stream().sorted(ORDER).toList();
    }

    @Override
    public ConcentrationAnswer told(List<Held> rows, @Nullable String zone, @Nullable String position) {
        return new ConcentrationAnswer(
                zone,
                Measure.CAPACITY,
                asOf,
                position,
                rows.stream().map(held -> told(held, zone)).toList());
    }

    private Slice byOrganisation() {
        return new Slice(slice.product(), null, slice.stage(), true, true);
    }

    /** The projects without an organisation, each by itself. */
    private Map<Key, Total> projects(LedgerStores stores, String zone, TotalRow.Series series) {
        Members members = new Members(stores, zone);
        Map<Key, Total> projects = new HashMap<>();
        for (String product : RollUp.withDescendants(series.product())) {
            for (Posting posting :
                    stores.postingsOfCapacity(zone, Scope.REGISTERED, Basis.ACTUAL, product, LocalDate.MIN, asOf)) {
                if (posting.owner().kind() == Owner.Kind.PROJECT
                        && posting.series().equals(series.of(product))
                        && members.organisationOf(posting.owner()).isEmpty()) {
                    projects.merge(
                            new Key(Members.NO_ORGANISATION, posting.owner().id()),
                            posting.change().standing(),
                            Total::plus);
                }
            }
        }
        projects.values().removeIf(Total::isZero);
        return projects;
    }

    private Held held(String zone, TotalRow.Series series, Map<Key, Total> amounts) {
        List<Held.Hand> hands = new ArrayList<>();
        amounts.forEach((key, amount) -> {
            if (amount.hasFigure()) {
                hands.add(new Held.Hand(zone, key.organisation, key.project, amount.value()));
            }
        });
        return Held.of(series, amounts.values().stream().reduce(Total.ZERO, Total::plus), hands, largest);
    }

    private Concentrated told(Held held, @Nullable String zone) {
        TotalRow.Series series = held.series();
        Total total = held.total();
        return new Concentrated(
                series.product(),
                ProductTree.builtIn().stage(series.product()).orElse(null),
                series.slot(),
                series.unit().isEmpty() ? null : series.unit(),
                Figures.of(total, 0),
                held.organisations(),
                held.projects(),
                Concentration.index(total.value(), held.squares()).orElse(null),
                total.isPoint(),
                total.value().signum() == 0
                        ? List.of()
                        : held.largest().stream()
                                .map(hand -> share(hand, total, series, zone == null ? hand.zone() : null))
                                .toList(),
                zone == null ? null : Links.toCapacity(zone, asOf, null, series));
    }

    private Concentrated.Share share(Held.Hand hand, Total total, TotalRow.Series series, @Nullable String toldZone) {
        return new Concentrated.Share(
                toldZone,
                hand.organisation().isEmpty() ? null : hand.organisation(),
                hand.project(),
                hand.value(),
                Interval.ratio(hand.value(), total.value()),
                Links.toCapacity(hand.zone(), asOf, hand.organisation(), series));
    }
}
