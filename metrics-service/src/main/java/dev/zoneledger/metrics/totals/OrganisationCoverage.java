package dev.zoneledger.metrics.totals;

import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Evaluation;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Reason;
import dev.zoneledger.metrics.ledger.Stretch;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.TotalRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What organisations say of themselves as a whole, whether or not it counts, against what their projects add up to: the
 * organisation's part in the totals without its own claims in it.
 */
final class OrganisationCoverage {

    private record Key(String organisation, TotalRow.Series series) {}

    private final Declared what;
    private final String zone;
    private final Map<Key, TotalRow> declared = new HashMap<>();
    private final Map<Key, TotalRow> counted = new HashMap<>();
    private final Map<Key, TotalRow> registered = new HashMap<>();

    private OrganisationCoverage(Declared what, String zone) {
        this.what = what;
        this.zone = zone;
    }

    /** A pair for each product of which an organisation itself declares something. */
    static List<CoverPair> pairs(LedgerStores stores, String zone, Declared what, Slice slice) {
        var coverage = new OrganisationCoverage(what, zone);
        Slice resolved = slice.in(stores, zone);
        for (String product :
                RollUp.products(stores, zone, what.measure(), Declared.BASIS, slice.product(), what.day())) {
            coverage.add(stores, product, resolved);
        }
        List<CoverPair> pairs = new ArrayList<>();
        coverage.declared.forEach((key, row) -> pairs.add(coverage.pair(key, row)));
        pairs.sort(CoverPair.ORDER);
        return pairs;
    }

    private void add(LedgerStores stores, String product, Slice slice) {
        stores.totalsByOrganisation(zone, what.measure(), Declared.BASIS, product, what.day())
                .forEach((organisation, rows) -> rows.forEach(
                        row -> registered.merge(new Key(organisation, row.series()), row, TotalRow::plus)));
        stores.entriesOfOrganisations(zone, what.measure(), Declared.BASIS, product)
                .forEach((cell, entries) -> {
                    if (slice.hasOrganisation(cell.owner().id())) {
                        addOwn(cell, stores.evaluate(cell, entries));
                    }
                });
    }

    private void addOwn(Cell cell, Evaluation evaluation) {
        for (Stretch stretch : evaluation.stretches()) {
            TotalRow row = asOf(cell, stretch);
            if (isDeclared(stretch) && what.isOf(row.series()) && !row.isEmpty()) {
                Key key = new Key(cell.owner().id(), row.series());
                declared.merge(key, row, TotalRow::plus);
                if (stretch.counts()) {
                    counted.merge(key, row, TotalRow::plus);
                }
            }
        }
    }

    /** What the stretch puts into a total as of the date. */
    private TotalRow asOf(Cell cell, Stretch stretch) {
        Entry entry = stretch.entry();
        var series = new TotalRow.Series(cell.measure(), cell.basis(), cell.product(), entry.slot(), entry.unit());
        boolean mayHaveBegun = entry.notLater()
                && stretch.from().equals(entry.from())
                && stretch.from().isAfter(what.day());
        return new TotalRow(series, stretch.includes(what.day()) ? entry.amount() : Total.ZERO, mayHaveBegun ? 1 : 0);
    }

    private CoverPair pair(Key key, TotalRow own) {
        TotalRow.Series series = key.series;
        TotalRow projects = new TotalRow(series, Total.ZERO, 0);
        for (String product : RollUp.withDescendants(series.product())) {
            projects = projects.plus(ofProjects(new Key(key.organisation, series.of(product))));
        }
        return new CoverPair(null, key.organisation, own, projects, counts(key, projects));
    }

    private TotalRow ofProjects(Key key) {
        TotalRow nothing = new TotalRow(key.series, Total.ZERO, 0);
        TotalRow all = registered.getOrDefault(key, nothing);
        TotalRow own = counted.getOrDefault(key, nothing);
        return new TotalRow(
                key.series, all.total().minus(own.total()), all.mayHaveBegunEarlier() - own.mayHaveBegunEarlier());
    }

    private Coverage.Counts counts(Key key, TotalRow projects) {
        TotalRow own = counted.get(key);
        if (own == null || own.total().isZero()) {
            return Coverage.Counts.REGISTERED;
        }
        return projects.total().hasFigure() ? Coverage.Counts.BOTH : Coverage.Counts.DECLARED;
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
    record Claims(Declared what, Side side, @Nullable String unit) implements Pedigree.Judge {

        @Override
        public Optional<Pedigree.Verdict> verdict(Cell cell, Stretch stretch) {
            if (cell.owner().kind() != side.owner || !stretch.includes(what.day())) {
                return Optional.empty();
            }
            boolean isOfSide = stretch.counts() || (side == Side.DECLARED && isDeclared(stretch));
            if (!isOfSide) {
                return Optional.of(new Pedigree.Verdict(stretch.reason(), stretch.other()));
            }
            boolean isOfRow =
                    cell.basis() == Declared.BASIS && stretch.entry().slot().equals(what.slot());
            return isOfRow
                    ? Optional.of(Pedigree.Verdict.ofUnit(unit, stretch.entry().unit()))
                    : Optional.empty();
        }
    }
}
