package dev.zoneledger.metrics.analyses;

import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.TotalRow;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A capacity and the hands that it is in, as far as shares and index need it: no hand is in two zones, so that of several
 * zones they add up.
 *
 * @param squares the sum of the squares of what each hand has
 * @param organisations with a figure
 * @param projects with a figure that belong to no organisation
 * @param largest the largest hands, the largest first
 */
record Held(
        TotalRow.Series series,
        Total total,
        BigDecimal squares,
        long organisations,
        long projects,
        List<Hand> largest) {

    private static final Comparator<Hand> ORDER = Comparator.comparing(Hand::value)
            .reversed()
            .thenComparing(Hand::organisation)
            .thenComparing(hand -> String.valueOf(hand.project))
            .thenComparing(Hand::zone);

    /**
     * An organisation with its projects, or a project that belongs to none.
     *
     * @param organisation empty of a project that belongs to none
     * @param project null of an organisation
     */
    record Hand(String zone, String organisation, @Nullable String project, BigDecimal value) {}

    /**
     * Of these hands.
     *
     * @param total with that of hands without a figure
     * @param most how many of the largest are kept
     */
    static Held of(TotalRow.Series series, Total total, Collection<Hand> hands, int most) {
        long projects = hands.stream().filter(hand -> hand.project != null).count();
        return new Held(
                series,
                total,
                hands.stream().map(hand -> hand.value.multiply(hand.value)).reduce(BigDecimal.ZERO, BigDecimal::add),
                hands.size() - projects,
                projects,
                largest(hands.stream(), most));
    }

    Held plus(Held other, int most) {
        return new Held(
                series,
                total.plus(other.total),
                squares.add(other.squares),
                organisations + other.organisations,
                projects + other.projects,
                largest(Stream.concat(largest.stream(), other.largest.stream()), most));
    }

    private static List<Hand> largest(Stream<Hand> hands, int most) {
        return hands.sorted(ORDER).limit(most).toList();
    }
}
