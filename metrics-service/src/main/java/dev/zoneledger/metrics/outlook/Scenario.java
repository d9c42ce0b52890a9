package dev.zoneledger.metrics.outlook;

import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimMark;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Reason;
import dev.zoneledger.metrics.ledger.Stretch;
import dev.zoneledger.metrics.outlook.ScenariosResource.BesideStep;
import dev.zoneledger.metrics.outlook.ScenariosResource.ScenarioAnswer;
import dev.zoneledger.metrics.outlook.ScenariosResource.Supposed;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Supposition;
import dev.zoneledger.metrics.state.Timeline;
import dev.zoneledger.metrics.totals.RollUp;
import dev.zoneledger.rest.Problem.FieldError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is, and beside it what would be. */
final class Scenario {

    private final String zone;
    private final Timeline timeline;
    private final @Nullable String product;
    private final LocalDate asOf;
    private final int days;
    private final Supposition present;
    private final Supposition supposed;
    private final List<FieldError> errors = new ArrayList<>();

    /**
     * A scenario of a zone in which nothing is supposed yet.
     *
     * @param product only this one and those below it; null for all
     * @param days of the timeline, at most
     */
    Scenario(LedgerStores stores, String zone, Timeline timeline, @Nullable String product, LocalDate asOf, int days) {
        this.zone = zone;
        this.timeline = timeline;
        this.product = product;
        this.asOf = asOf;
        this.days = days;
        present = new Supposition(stores, zone);
        supposed = new Supposition(stores, zone);
    }

    /** What would be; 400 with pointers if a change is one of a claim that it cannot be made of. */
    ScenarioAnswer of(List<Hypothesis> changes) {
        changes.forEach(this::suppose);
        if (!errors.isEmpty()) {
            throw HypothesisReader.invalid(errors);
        }
        List<BesideStep> steps = steps();
        return new ScenarioAnswer(
                zone,
                Measure.CAPACITY,
                timeline.code(),
                asOf,
                "",
                true,
                changes.stream().map(this::told).toList(),
                Comparison.of(
                                Capacities.rows(present, timeline, product, asOf),
                                Capacities.rows(supposed, timeline, product, asOf))
                        .all(),
                steps.subList(0, Math.min(days, steps.size())),
                steps.size() <= days);
    }

    private void suppose(Hypothesis change) {
        switch (change) {
            case Hypothesis.Added added -> suppose(added, "", added.decoded(), supposed.revisionOfClaim(added.claim()));
            case Hypothesis.Registered registered ->
                suppose(registered, "/project", registered.decoded(), supposed.revisionOfProject(registered.project()));
            case Hypothesis.Delayed delayed -> {
                ClaimState state = onRecord(delayed, "delay");
                if (state != null) {
                    delay(delayed, state);
                }
            }
            case Hypothesis.Cancelled cancelled -> {
                if (onRecord(cancelled, "cancel") != null) {
                    supposed.suppose(SupposedEventReader.asPosted(
                            new Retraction(zone, cancelled.claim(), next(cancelled), "supposed", null)));
                }
            }
        }
    }

    /** Two contents under one revision are a conflict, which nobody would post on purpose. */
    private void suppose(Hypothesis change, String field, EventCodec.Decoded decoded, int known) {
        if (decoded.version().revision() > known) {
            supposed.suppose(decoded);
        } else {
            fault(
                    change,
                    field + "/revision",
                    change.subject() + " is on record under revision " + known + "; a correction needs a higher one");
        }
    }

    private void delay(Hypothesis.Delayed delayed, ClaimState state) {
        Claim claim = Objects.requireNonNull(state.claim());
        try {
            PartialDate later = Objects.requireNonNull(claim.effectiveFrom()).plus(delayed.delay());
            // What a steward has decided of its rank goes on to hold.
            String reason = state.standingMark().map(ClaimMark::reason).orElse(claim.reason());
            supposed.suppose(SupposedEventReader.asPosted(
                    claim.corrected(next(delayed), state.rank().orElseThrow(), reason, later)));
        } catch (IllegalArgumentException e) {
            fault(delayed, "/delay", Objects.requireNonNullElse(e.getMessage(), "leads to no date"));
        }
    }

    /** A capacity that stands; null where there is none, which is put down as a fault. */
    private @Nullable ClaimState onRecord(Hypothesis.OfClaim change, String what) {
        Optional<ClaimState> found = supposed.claim(change.claim());
        Claim claim = found.map(ClaimState::claim).orElse(null);
        if (claim == null) {
            fault(change, "/claim", "there is no claim " + change.claim() + " in " + zone);
        } else if (claim.measure() != Measure.CAPACITY) {
            fault(change, "/claim", "is a claim on " + claim.measure() + "; only capacities can be supposed");
        } else if (found.get().isRetracted() || found.get().isSuperseded()) {
            fault(change, "/claim", "is retracted or superseded already; there is nothing to " + what);
        } else {
            return found.get();
        }
        return null;
    }

    private void fault(Hypothesis change, String field, String detail) {
        errors.add(FieldError.at(HypothesisReader.pointer(change.place()) + field, detail, null));
    }

    /** A revision above all that is known of the claim. */
    private int next(Hypothesis.OfClaim change) {
        return Math.addExact(supposed.revisionOfClaim(change.claim()), 1);
    }

    private Supposed told(Hypothesis change) {
        return switch (change) {
            case Hypothesis.Registered registered -> new Supposed(null, registered.project(), "registered", null, null);
            case Hypothesis.OfClaim ofClaim -> told(ofClaim);
        };
    }

    private Supposed told(Hypothesis.OfClaim change) {
        Claim claim = Objects.requireNonNull(
                supposed.claim(change.claim()).orElseThrow().claim());
        return switch (change) {
            case Hypothesis.Added added ->
                new Supposed(claim.id(), null, "added", claim.effectiveFrom(), reason(claim));
            case Hypothesis.Delayed delayed ->
                new Supposed(claim.id(), null, "delayed", claim.effectiveFrom(), reason(claim));
            case Hypothesis.Cancelled cancelled -> new Supposed(claim.id(), null, "cancelled", null, reason(claim));
        };
    }

    private @Nullable Reason reason(Claim claim) {
        Cell cell = supposed.cellOf(claim);
        return supposed.evaluation(timeline, cell.product(), cell.owner()).stretches().stream()
                .filter(stretch -> stretch.entry().claim().equals(claim.id()) && stretch.includes(asOf))
                .findFirst()
                .map(Stretch::reason)
                .orElse(null);
    }

    private List<BesideStep> steps() {
        Collection<String> wanted = new TreeSet<>(RollUp.BY_PRODUCT);
        for (String each : supposed.supposedProducts()) {
            RollUp.above(each).stream()
                    .filter(above ->
                            product == null || RollUp.withDescendants(product).contains(above))
                    .forEach(wanted::add);
        }
        return Comparison.steps(wanted.stream()
                .flatMap(each -> Comparison.courses(
                        new Capacities(present, timeline, each).course(),
                        new Capacities(supposed, timeline, each).course()))
                .toList());
    }
}
