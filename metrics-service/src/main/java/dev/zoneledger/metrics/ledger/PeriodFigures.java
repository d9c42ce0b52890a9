package dev.zoneledger.metrics.ledger;

import dev.zoneledger.contract.Precedence;
import dev.zoneledger.contract.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a year, quarter or month amounts to by all that is stated of it and of its parts. It looks at nothing but its
 * arguments, and not at their order.
 *
 * <ol>
 *   <li>Of one subject and period one claim holds, however the period is written; {@link Precedence} decides.
 *   <li>Where a subject and one below it state the period, the lower ones are added and the upper one is declared
 *       (DOMAIN, invariant 10).
 *   <li>What is stated of parts of the period is added, each part by these same rules, wherever neither its subject nor
 *       one above or below it states the period itself: a period's own figure beats the sum of its parts.
 *   <li>A figure never gives way to a claim that states none.
 * </ol>
 */
public final class PeriodFigures {

    /** A claim that counts in the totals of its own period. */
    public record Statement(String claim, Seat seat, CalendarPeriod period, String unit, Total amount) {

        private boolean hasFigure() {
            return amount.hasFigure();
        }
    }

    /**
     * Why a statement does not count.
     *
     * @param other the claim on account of which, where it is one
     */
    public record LeftOut(
            Statement statement, Reason reason, @Nullable String other) {}

    private final Map<CalendarPeriod, Map<Seat, List<Statement>>> statements = new HashMap<>();
    private final Function<String, Standing> standing;

    /**
     * Of these statements, which are of one measure, basis and product.
     *
     * @param standing of a claim by its id
     */
    public PeriodFigures(Collection<Statement> statements, Function<String, Standing> standing) {
        this.standing = standing;
        for (Statement statement : statements) {
            this.statements
                    .computeIfAbsent(statement.period, period -> new LinkedHashMap<>())
                    .computeIfAbsent(statement.seat, seat -> new ArrayList<>())
                    .add(statement);
        }
    }

    /** What counts in that period, and why the rest of what is stated of it and its parts does not. */
    public PeriodFigure of(CalendarPeriod period) {
        List<LeftOut> leftOut = new ArrayList<>();
        List<Statement> own = levelled(holding(period, leftOut), leftOut);
        List<Statement> parts = new ArrayList<>();
        for (CalendarPeriod part : period.parts()) {
            PeriodFigure figure = of(part);
            parts.addAll(figure.counted());
            leftOut.addAll(figure.leftOut());
        }
        List<Statement> derived = besides(own, parts, leftOut);
        return new PeriodFigure(period, besidesFigures(own, derived, leftOut), derived, leftOut);
    }

    private List<Statement> holding(CalendarPeriod period, List<LeftOut> leftOut) {
        List<Statement> holding = new ArrayList<>();
        for (List<Statement> rivals : statements.getOrDefault(period, Map.of()).values()) {
            Statement best = rivals.size() == 1
                    ? rivals.getFirst()
                    : Precedence.holding(rivals, each -> standing.apply(each.claim))
                            .orElseThrow();
            holding.add(best);
            for (Statement rival : rivals) {
                if (rival != best) {
                    leftOut.add(new LeftOut(rival, Reason.OUTRANKED, best.claim));
                }
            }
        }
        return holding;
    }

    /** Those that do not give way to one below them. */
    private static List<Statement> levelled(List<Statement> own, List<LeftOut> leftOut) {
        Set<Seat> aboveFigures = new HashSet<>();
        Set<Seat> aboveAny = new HashSet<>();
        for (Statement each : own) {
            aboveAny.addAll(each.seat.above());
            if (each.hasFigure()) {
                aboveFigures.addAll(each.seat.above());
            }
        }
        return kept(
                own,
                each -> (each.hasFigure() ? aboveFigures : aboveAny).contains(each.seat),
                leftOut,
                Reason.DECLARED);
    }

    /** The parts that no statement of the whole period speaks for. */
    private static List<Statement> besides(List<Statement> own, List<Statement> parts, List<LeftOut> leftOut) {
        Relatives figures = new Relatives();
        Relatives all = new Relatives();
        for (Statement each : own) {
            all.add(each.seat);
            if (each.hasFigure()) {
                figures.add(each.seat);
            }
        }
        return kept(parts, part -> (part.hasFigure() ? figures : all).has(part.seat), leftOut, Reason.PART_OF_STATED);
    }

    /** Without those that state no figure where parts of the same subject, or of one below it, state one. */
    private static List<Statement> besidesFigures(List<Statement> own, List<Statement> derived, List<LeftOut> leftOut) {
        Set<Seat> spokenFor = new HashSet<>();
        for (Statement part : derived) {
            if (part.hasFigure()) {
                spokenFor.add(part.seat);
                spokenFor.addAll(part.seat.above());
            }
        }
        return kept(own, each -> !each.hasFigure() && spokenFor.contains(each.seat), leftOut, Reason.DECLARED);
    }

    private static List<Statement> kept(
            List<Statement> statements, Predicate<Statement> givesWay, List<LeftOut> leftOut, Reason reason) {
        List<Statement> kept = new ArrayList<>();
        for (Statement each : statements) {
            if (givesWay.test(each)) {
                leftOut.add(new LeftOut(each, reason, null));
            } else {
                kept.add(each);
            }
        }
        return kept;
    }

    /** Some seats, with all above and below them. */
    private static final class Relatives {

        private final Set<Seat> seats = new HashSet<>();
        private final Set<Seat> above = new HashSet<>();

        void add(Seat seat) {
            seats.add(seat);
            above.addAll(seat.above());
        }

        boolean has(Seat seat) {
            return seats.contains(seat)
                    || above.contains(seat)
                    || seat.above().stream().anyMatch(seats::contains);
        }
    }
}
