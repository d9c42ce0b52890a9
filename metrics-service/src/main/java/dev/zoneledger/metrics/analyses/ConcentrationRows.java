package dev.zoneledger.metrics.analyses;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.Status;
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
import dev.zoneledger.metrics.totals.RollUp;
import dev.zoneledger.metrics.totals.Slice;
import dev.zoneledger.metrics.totals.SlicedRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In whose hands a capacity is as of a date. */
record ConcentrationRows(String zone, LocalDate asOf, Status status, Slice slice, int largest) {

    /** An organisation with its projects, or a project that belongs to none. */
    private record Hand(String organisation, @Nullable String project) {}

    private record Part(Hand hand, BigDecimal value) {}

    List<Concentrated> of(LedgerStores stores) {
        Map<TotalRow.Series, Map<Hand, Total>> hands = new LinkedHashMap<>();
        for (SlicedRow row :
                RollUp.rows(stores, zone, Measure.CAPACITY, List.of(Basis.ACTUAL), byOrganisation(), asOf)) {
            if (row.series().slot().equals(status.code())
                    && row.organisation() != null
                    && !row.row().total().isZero()) {
                Map<Hand, Total> ofRow = hands.computeIfAbsent(row.series(), series -> new HashMap<>());
                if (row.organisation().equals(Members.NO_ORGANISATION)) {
                    ofRow.putAll(projects(stores, row.series()));
                } else {
                    ofRow.put(new Hand(row.organisation(), null), row.row().total());
                }
            }
        }
        return hands.entrySet().stream()
                .map(each -> row(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(Concentrated::product, RollUp.BY_PRODUCT)
                        .thenComparing(row -> String.valueOf(row.unit())))
                .toList();
    }

    private Slice byOrganisation() {
        return new Slice(slice.product(), null, slice.stage(), true, true);
    }

    /** The projects without an organisation, each by itself. */
    private Map<Hand, Total> projects(LedgerStores stores, TotalRow.Series series) {
        Members members = new Members(stores, zone);
        Map<Hand, Total> projects = new HashMap<>();
        for (String product : RollUp.withDescendants(series.product())) {
            for (Posting posting : stores.postings(
                    zone,
                    Scope.REGISTERED,
                    Measure.CAPACITY,
                    Basis.ACTUAL,
                    product,
                    series.slot(),
                    LocalDate.MIN,
                    asOf)) {
                if (posting.owner().kind() == Owner.Kind.PROJECT
                        && posting.series().equals(series.of(product))
                        && members.organisationOf(posting.owner()).isEmpty()) {
                    projects.merge(
                            new Hand(Members.NO_ORGANISATION, posting.owner().id()),
                            posting.change().standing(),
                            Total::plus);
                }
            }
        }
        projects.values().removeIf(Total::isZero);
        return projects;
    }

    private Concentrated row(TotalRow.Series series, Map<Hand, Total> hands) {
        Total total = hands.values().stream().reduce(Total.ZERO, Total::plus);
        List<Part> parts = new ArrayList<>();
        hands.forEach((hand, amount) -> {
            if (amount.hasFigure()) {
                parts.add(new Part(hand, amount.value()));
            }
        });
        parts.sort(Comparator.comparing(Part::value)
                .reversed()
                .thenComparing(part -> part.hand.organisation)
                .thenComparing(part -> String.valueOf(part.hand.project)));
        long projects = parts.stream().filter(part -> part.hand.project != null).count();
        return new Concentrated(
                series.product(),
                ProductTree.builtIn().stage(series.product()).orElse(null),
                series.slot(),
                series.unit().isEmpty() ? null : series.unit(),
                Figures.of(total, 0),
                parts.size() - projects,
                projects,
                Concentration.index(parts.stream().map(Part::value).toList()).orElse(null),
                total.isPoint(),
                total.value().signum() == 0
                        ? List.of()
                        : parts.stream()
                                .limit(largest)
                                .map(part -> share(part, total, series))
                                .toList(),
                Links.toCapacity(zone, asOf, null, series));
    }

    private Concentrated.Share share(Part part, Total total, TotalRow.Series series) {
        String organisation = part.hand.organisation;
        return new Concentrated.Share(
                organisation.isEmpty() ? null : organisation,
                part.hand.project,
                part.value,
                Interval.ratio(part.value, total.value()),
                Links.toCapacity(zone, asOf, organisation, series));
    }
}
