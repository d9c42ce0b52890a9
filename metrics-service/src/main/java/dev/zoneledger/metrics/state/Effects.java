package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Evaluation;
import dev.zoneledger.metrics.ledger.Line;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Total;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one record changes in the totals, collected before it is written: a total that many cells have a part in is written
 * once, and what is taken out and put in again not at all.
 */
final class Effects {

    /** The totals of one product. */
    record Account(Scope scope, Measure measure, Basis basis, String product) {

        static Account of(Cell cell) {
            return new Account(Scope.of(cell.owner()), cell.measure(), cell.basis(), cell.product());
        }

        TotalRow.Series series(Line line) {
            return new TotalRow.Series(measure, basis, product, line.moment().slot(), line.unit());
        }
    }

    /** The totals of one product and organisation; empty text for projects without one. */
    record Share(Account account, String organisation) {}

    /** A posting before the record and after it; null if there was none, or is none any more. */
    record Replaced(@Nullable Posted before, @Nullable Posted after) {
        boolean changesNothing() {
            return Objects.equals(before, after);
        }
    }

    private final Map<Account, Map<Line, Total>> totals = new LinkedHashMap<>();
    private final Map<Share, Map<Line, Total>> shares = new LinkedHashMap<>();
    private final Map<String, Replaced> postings = new LinkedHashMap<>();

    /** What counts now in place of what has counted. */
    void replace(Registrations.Setting setting, Evaluation before, Evaluation after) {
        List<Evaluation.Step> out = before.steps();
        List<Evaluation.Step> in = after.steps();
        // Next to a claim that changes, most stay as they are.
        out.stream().filter(step -> !in.contains(step)).forEach(step -> takeOut(setting, step));
        in.stream().filter(step -> !out.contains(step)).forEach(step -> putIn(setting, step));
    }

    /** What has counted does not any more. */
    void takeOut(Registrations.Setting setting, Evaluation evaluation) {
        evaluation.steps().forEach(step -> takeOut(setting, step));
    }

    /** What counts from now on. */
    void putIn(Registrations.Setting setting, Evaluation evaluation) {
        evaluation.steps().forEach(step -> putIn(setting, step));
    }

    private void takeOut(Registrations.Setting setting, Evaluation.Step step) {
        add(setting, step.line(), step.change().negated());
        post(posting(setting, step), posted(setting, step), null);
    }

    private void putIn(Registrations.Setting setting, Evaluation.Step step) {
        add(setting, step.line(), step.change());
        post(posting(setting, step), null, posted(setting, step));
    }

    /** The changes of each product's totals; without those that come to nothing. */
    Map<Account, Map<Line, Total>> totals() {
        return totals;
    }

    /** The same by organisation. */
    Map<Share, Map<Line, Total>> shares() {
        return shares;
    }

    /** By their keys. */
    Map<String, Replaced> postings() {
        return postings;
    }

    private void add(Registrations.Setting setting, Line line, Total change) {
        Account account = Account.of(setting.cell());
        add(totals.computeIfAbsent(account, key -> new LinkedHashMap<>()), line, change);
        if (account.scope == Scope.REGISTERED) {
            Owner organisation = setting.organisation();
            Share share = new Share(account, organisation == null ? "" : organisation.id());
            add(shares.computeIfAbsent(share, key -> new LinkedHashMap<>()), line, change);
        }
    }

    private static void add(Map<Line, Total> lines, Line line, Total change) {
        lines.merge(line, change, (left, right) -> {
            Total sum = left.plus(right);
            return sum.isZero() ? null : sum;
        });
    }

    private void post(String key, @Nullable Posted before, @Nullable Posted after) {
        postings.merge(key, new Replaced(before, after), (first, then) -> new Replaced(first.before, then.after));
    }

    private static String posting(Registrations.Setting setting, Evaluation.Step step) {
        return Keys.posting(setting.cell(), step.line(), step.entry().claim());
    }

    private static Posted posted(Registrations.Setting setting, Evaluation.Step step) {
        return new Posted(setting.cell().owner(), step.entry().place(), step.change());
    }
}
