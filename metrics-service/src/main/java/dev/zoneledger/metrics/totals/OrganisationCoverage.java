package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Status;
import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Reason;
import dev.zoneledger.metrics.ledger.Stretch;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Members;
import dev.zoneledger.metrics.state.TotalRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What organisations say of themselves as a whole, whether or not it counts, against what their projects add up to. */
final class OrganisationCoverage {

    private record Key(String organisation, TotalRow.Series series) {}

    private final Slice slice;
    private final LocalDate asOf;
    private final Members members;
    private final Map<Key, Total> declared = new HashMap<>();
    private final Map<Key, Total> registered = new HashMap<>();
    private final Set<Key> counting = new HashSet<>();

    private OrganisationCoverage(Slice slice, LocalDate asOf, Members members) {
        this.slice = slice;
        this.asOf = asOf;
        this.members = members;
    }

    /** A row for each product of which an organisation itself declares an operating capacity. */
    static List<Coverage> rows(LedgerStores stores, String zone, Slice slice, LocalDate asOf) {
        var coverage = new OrganisationCoverage(slice.in(stores, zone), asOf, new Members(stores, zone));
        for (String product : RollUp.products(stores, zone, Measure.CAPACITY, Basis.ACTUAL, slice.product(), asOf)) {
            stores.entries(zone, Measure.CAPACITY, Basis.ACTUAL, product)
                    .forEach((cell, entries) -> coverage.add(stores, cell, entries));
        }
        List<Coverage> rows = new ArrayList<>();
        coverage.declared.forEach((key, total) -> rows.add(coverage.row(zone, key, total)));
        rows.sort(Comparator.comparing((Coverage row) -> String.valueOf(row.organisation()))
                .thenComparing(Coverage::product)
                .thenComparing(Coverage::unit));
        return rows;
    }

    private void add(LedgerStores stores, Cell cell, Collection<Entry> entries) {
        Owner owner = cell.owner();
        String organisation = members.organisationOf(owner);
        if (organisation.isEmpty() || !slice.hasOrganisation(organisation)) {
            return;
        }
        for (Stretch stretch : stores.evaluate(cell, entries).stretches()) {
            Entry entry = stretch.entry();
            if (!stretch.includes(asOf) || !entry.slot().equals(Status.OPERATING.code())) {
                continue;
            }
            Key key = new Key(
                    organisation,
                    new TotalRow.Series(cell.measure(), cell.basis(), cell.product(), entry.slot(), entry.unit()));
            if (owner.kind() == Owner.Kind.ORGANISATION && isDeclared(stretch)) {
                declared.merge(key, entry.amount(), Total::plus);
                if (stretch.counts()) {
                    counting.add(key);
                }
            }
            if (owner.kind() == Owner.Kind.PROJECT && stretch.counts()) {
                registered.merge(key, entry.amount(), Total::plus);
            }
        }
    }

    private Coverage row(String zone, Key key, Total total) {
        TotalRow.Series series = key.series;
        Total projects = Total.ZERO;
        for (String product : RollUp.withDescendants(series.product())) {
            projects =
                    projects.plus(registered.getOrDefault(new Key(key.organisation, series.of(product)), Total.ZERO));
        }
        return Coverage.of(
                key.organisation,
                new TotalRow(series, total, 0),
                new TotalRow(series, projects, 0),
                counts(key, projects),
                new Coverage.Sides(
                        links(zone, key.organisation, Side.DECLARED, asOf, series),
                        links(zone, key.organisation, Side.REGISTERED, asOf, series)));
    }

    private Coverage.Counts counts(Key key, Total projects) {
        if (!counting.contains(key)) {
            return Coverage.Counts.REGISTERED;
        }
        return projects.hasFigure() ? Coverage.Counts.BOTH : Coverage.Counts.DECLARED;
    }

    private static boolean isDeclared(Stretch stretch) {
        return stretch.counts() || stretch.reason() == Reason.DECLARED;
    }

    /** One side of a row. */
    enum Side {
        DECLARED("declared", Owner.Kind.ORGANISATION),
        REGISTERED("registered", Owner.Kind.PROJECT);

        private final String code;
        private final Owner.Kind owner;

        Side(String code, Owner.Kind owner) {
            this.code = code;
            this.owner = owner;
        }

        String code() {
            return code;
        }

        @Override
        public String toString() {
            return code;
        }
    }

    /** The claims of one side of a row: of the organisation itself also what gives way to its projects. */
    record Claims(Side side, @Nullable String unit, LocalDate asOf) implements Pedigree.Judge {

        @Override
        public Optional<Pedigree.Verdict> verdict(Cell cell, Stretch stretch) {
            if (cell.owner().kind() != side.owner || !stretch.includes(asOf)) {
                return Optional.empty();
            }
            boolean isOfSide = stretch.counts() || (side == Side.DECLARED && isDeclared(stretch));
            if (!isOfSide) {
                return Optional.of(new Pedigree.Verdict(stretch.reason(), stretch.other()));
            }
            boolean isOfRow = cell.basis() == Basis.ACTUAL
                    && stretch.entry().slot().equals(Status.OPERATING.code())
                    && (unit == null || unit.equals(stretch.entry().unit()));
            return isOfRow ? Optional.of(Pedigree.Verdict.COUNTED) : Optional.empty();
        }
    }

    private static Links links(String zone, String organisation, Side side, LocalDate asOf, TotalRow.Series series) {
        return Links.to(
                "/v1/zones/" + zone + "/coverage/claims",
                "asOf",
                asOf,
                "organisation",
                organisation,
                "side",
                side,
                "product",
                series.product(),
                "unit",
                series.unit());
    }
}
