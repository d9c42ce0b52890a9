package dev.zoneledger.metrics.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Period;
import dev.zoneledger.contract.Standing;
import dev.zoneledger.metrics.ledger.PeriodFigures.LeftOut;
import dev.zoneledger.metrics.ledger.PeriodFigures.Statement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PeriodFiguresTest {

    private static final Seat ORGANISATION = new Seat("maker", null, "");
    private static final Seat PROJECT = new Seat("maker", "works", "");
    private static final Seat PHASE = new Seat("maker", "works", "one");
    private static final Seat LINE = new Seat("maker", "works", "one/a");
    private static final Seat OTHER_LINE = new Seat("maker", "works", "one/b");
    private static final Seat OTHER_PROJECT = new Seat("maker", "mill", "");
    private static final Seat FREE_PROJECT = new Seat(null, "yard", "");
    private static final List<Seat> SEATS =
            List.of(ORGANISATION, PROJECT, PHASE, LINE, OTHER_LINE, OTHER_PROJECT, FREE_PROJECT);

    private static final CalendarPeriod YEAR = period("2021");

    @Provide
    Arbitrary<List<Statement>> histories() {
        List<CalendarPeriod> periods = new ArrayList<>();
        for (CalendarPeriod.Grain grain : CalendarPeriod.Grain.values()) {
            periods.addAll(YEAR.within(grain));
        }
        Arbitrary<Total> amounts =
                Arbitraries.integers().between(0, 1000).injectNull(0.15).map(PeriodFiguresTest::amount);
        return Combinators.combine(Arbitraries.of(SEATS), Arbitraries.of(periods), amounts)
                .as((seat, period, amount) -> new Statement("", seat, period, "t", amount))
                .list()
                .ofMaxSize(40)
                .map(PeriodFiguresTest::named);
    }

    @Property
    void shouldBeTheSameInAnyOrder(@ForAll("histories") List<Statement> history, @ForAll Random random) {
        List<Statement> shuffled = new ArrayList<>(history);
        Collections.shuffle(shuffled, random);

        assertThat(ids(of(shuffled, YEAR).counted()))
                .isEqualTo(ids(of(history, YEAR).counted()));
        assertThat(total(of(shuffled, YEAR))).isEqualTo(total(of(history, YEAR)));
    }

    @Property
    void shouldCountOrLeaveOutEveryClaimOnce(@ForAll("histories") List<Statement> history) {
        PeriodFigure figure = of(history, YEAR);

        assertThat(Stream.concat(
                                figure.counted().stream(),
                                figure.leftOut().stream().map(LeftOut::statement))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(history);
    }

    @Property(tries = 300)
    void shouldCountWhatAWalkOverAllClaimsCounts(@ForAll("histories") List<Statement> history) {
        for (CalendarPeriod.Grain grain : CalendarPeriod.Grain.values()) {
            for (CalendarPeriod period : YEAR.within(grain)) {
                assertThat(ids(of(history, period).counted()))
                        .isEqualTo(ids(history.stream()
                                .filter(each -> period.contains(each.period()) && counts(each, period, history))
                                .toList()));
            }
        }
    }

    /** The rules again, the slow way: whether one claim counts in a period. */
    private static boolean counts(Statement claim, CalendarPeriod in, List<Statement> history) {
        if (!claim.period().equals(in)) {
            CalendarPeriod part = in.parts().stream()
                    .filter(each -> each.contains(claim.period()))
                    .findFirst()
                    .orElseThrow();
            return counts(claim, part, history)
                    && history.stream()
                            .noneMatch(other -> speaks(other, in, history)
                                    && (figure(other) || !figure(claim))
                                    && (other.seat().equals(claim.seat())
                                            || isBelow(other.seat(), claim.seat())
                                            || isBelow(claim.seat(), other.seat())));
        }
        return speaks(claim, in, history)
                && (figure(claim)
                        || history.stream()
                                .noneMatch(part -> figure(part)
                                        && in.contains(part.period())
                                        && !part.period().equals(in)
                                        && (part.seat().equals(claim.seat()) || isBelow(part.seat(), claim.seat()))
                                        && counts(part, in, history)));
    }

    /** Whether it states the period itself, and no rival and nobody below it does so in its place. */
    private static boolean speaks(Statement claim, CalendarPeriod in, List<Statement> history) {
        return holds(claim, in, history)
                && history.stream()
                        .noneMatch(other -> holds(other, in, history)
                                && isBelow(other.seat(), claim.seat())
                                && (figure(other) || !figure(claim)));
    }

    private static boolean holds(Statement claim, CalendarPeriod in, List<Statement> history) {
        return claim.period().equals(in)
                && history.stream()
                        .filter(other ->
                                other.period().equals(in) && other.seat().equals(claim.seat()))
                        .allMatch(other -> other.claim().compareTo(claim.claim()) <= 0);
    }

    private static boolean isBelow(Seat lower, Seat upper) {
        return lower.above().contains(upper);
    }

    private static boolean figure(Statement claim) {
        return claim.amount().hasFigure();
    }

    @Property
    void shouldBeTheSumOfItsPartsWhereNobodyStatesTheWhole(@ForAll("histories") List<Statement> history) {
        List<Statement> ofParts =
                history.stream().filter(each -> !each.period().equals(YEAR)).toList();

        Total sum = YEAR.parts().stream()
                .map(quarter -> sum(of(ofParts, quarter).counted()))
                .reduce(Total.ZERO, Total::plus);

        assertThat(sum(of(ofParts, YEAR).counted())).isEqualTo(sum);
    }

    @Property(tries = 300)
    void shouldBeTheSameByWholesAndByTheirMonthsWhereBothAgree(@ForAll("histories") List<Statement> history) {
        // Given: whoever states the year, a claim without a figure too, states it month by month as well
        List<Statement> wholes = new ArrayList<>();
        List<Statement> months = new ArrayList<>();
        for (Statement each : history) {
            Integer value = figure(each) ? each.amount().value().intValueExact() : null;
            wholes.add(new Statement(each.claim(), each.seat(), YEAR, "t", amount(value == null ? null : value * 12)));
            YEAR.within(CalendarPeriod.Grain.MONTH)
                    .forEach(month ->
                            months.add(new Statement(each.claim() + month, each.seat(), month, "t", amount(value))));
        }
        List<Statement> both = new ArrayList<>(wholes);
        both.addAll(months);

        // Then
        assertThat(total(of(months, YEAR)).total().value())
                .isEqualTo(total(of(wholes, YEAR)).total().value());
        assertThat(total(of(months, YEAR)).gaps()).isZero();
        assertThat(total(of(both, YEAR))).isEqualTo(total(of(wholes, YEAR)));
    }

    @Test
    void shouldTakeAPeriodsOwnFigureBeforeTheSumOfItsParts() {
        PeriodFigure figure = of(
                List.of(
                        claim("year", LINE, "2021", 100),
                        claim("q1", LINE, "2021-Q1", 30),
                        claim("m4", LINE, "2021-04", 20)),
                YEAR);

        assertThat(ids(figure.counted())).containsExactly("year");
        assertThat(leftOut(figure)).isEqualTo(Map.of("q1", Reason.PART_OF_STATED, "m4", Reason.PART_OF_STATED));
    }

    @Test
    void shouldSayHowManyMonthsAreMissing() {
        PeriodFigure figure = of(
                List.of(
                        claim("q1", LINE, "2021-Q1", 30),
                        claim("jan", LINE, "2021-01", 7),
                        claim("apr", LINE, "2021-04", 20),
                        claim("other", OTHER_LINE, "2021", 5)),
                YEAR);

        PeriodTotal total = total(figure);
        assertThat(total.stated().value()).isEqualByComparingTo("5");
        assertThat(total.derived().value()).isEqualByComparingTo("50");
        assertThat(total.derived().claims()).isEqualTo(2);
        assertThat(total)
                .extracting(PeriodTotal::gaps, PeriodTotal::months, PeriodTotal::of)
                .containsExactly(1L, 4L, 12L);
        assertThat(total.total().lower()).isEqualByComparingTo("55");
        assertThat(total.total().upper()).isEmpty();
    }

    @Test
    void shouldMissNothingWhereOneAboveSpeaksOfTheOtherParts() {
        PeriodFigure figure = of(
                List.of(
                        claim("line-q1", LINE, "2021-Q1", 30),
                        claim("works-q1", PROJECT, "2021-Q1", 90),
                        claim("works-q2", PROJECT, "2021-Q2", 40),
                        claim("works-q3", PROJECT, "2021-Q3", 40),
                        claim("works-q4", PROJECT, "2021-Q4", 40)),
                YEAR);

        assertThat(ids(figure.counted())).containsExactly("line-q1", "works-q2", "works-q3", "works-q4");
        assertThat(leftOut(figure)).isEqualTo(Map.of("works-q1", Reason.DECLARED));
        assertThat(total(figure).gaps()).isZero();
        assertThat(total(figure).total().upper()).contains(new BigDecimal("150"));
    }

    @Test
    void shouldTakeWhatIsStatedAboveOrBelowBeforeWhatIsDerived() {
        PeriodFigure below =
                of(List.of(claim("line", LINE, "2021", 10), claim("works-q1", PROJECT, "2021-Q1", 90)), YEAR);
        PeriodFigure above =
                of(List.of(claim("line-q1", LINE, "2021-Q1", 10), claim("maker", ORGANISATION, "2021", 90)), YEAR);
        PeriodFigure beside =
                of(List.of(claim("mill-q1", OTHER_PROJECT, "2021-Q1", 10), claim("works", PROJECT, "2021", 90)), YEAR);

        assertThat(ids(below.counted())).containsExactly("line");
        assertThat(ids(above.counted())).containsExactly("maker");
        assertThat(ids(beside.counted())).containsExactly("mill-q1", "works");
    }

    @Test
    void shouldNeverGiveUpAFigureForAClaimThatStatesNone() {
        PeriodFigure figure = of(
                List.of(
                        claim("withheld", PROJECT, "2021", null),
                        claim("q1", LINE, "2021-Q1", 10),
                        claim("q2", PROJECT, "2021-Q2", null)),
                YEAR);

        assertThat(ids(figure.counted())).containsExactly("q1");
        assertThat(leftOut(figure)).isEqualTo(Map.of("withheld", Reason.DECLARED, "q2", Reason.PART_OF_STATED));
    }

    @Test
    void shouldHaveOneClaimHoldHoweverItsPeriodIsWritten() {
        PeriodFigure figure = of(List.of(claim("a", LINE, "2021", 1), claim("b", LINE, "2021-01/2021-12", 2)), YEAR);

        assertThat(ids(figure.counted())).containsExactly("b");
        assertThat(figure.leftOut())
                .extracting(LeftOut::reason, LeftOut::other)
                .containsExactly(tuple(Reason.OUTRANKED, "b"));
    }

    private static PeriodFigure of(List<Statement> history, CalendarPeriod period) {
        return new PeriodFigures(history, id -> new Standing(ClaimRank.NORMAL, false, null, id)).of(period);
    }

    private static Statement claim(String id, Seat seat, String period, Integer value) {
        return new Statement(id, seat, period(period), "t", amount(value));
    }

    private static CalendarPeriod period(String text) {
        return CalendarPeriod.of(Period.of(text)).orElseThrow();
    }

    private static Total amount(Integer value) {
        return value == null
                ? new Total(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0, 1, 0, 1, 0)
                : new Total(
                        BigDecimal.valueOf(value), BigDecimal.valueOf(value), BigDecimal.valueOf(value), 0, 1, 0, 0, 0);
    }

    private static List<Statement> named(List<Statement> statements) {
        List<Statement> named = new ArrayList<>();
        for (Statement each : statements) {
            named.add(new Statement(
                    "claim-%03d".formatted(named.size()), each.seat(), each.period(), each.unit(), each.amount()));
        }
        return named;
    }

    private static List<String> ids(List<Statement> statements) {
        return statements.stream().map(Statement::claim).sorted().toList();
    }

    private static Map<String, Reason> leftOut(PeriodFigure figure) {
        return figure.leftOut().stream()
                .collect(Collectors.toMap(each -> each.statement().claim(), LeftOut::reason));
    }

    private static Total sum(List<Statement> statements) {
        return statements.stream().map(Statement::amount).reduce(Total.ZERO, Total::plus);
    }

    private static PeriodTotal total(PeriodFigure figure) {
        return figure.totals(each -> "").getOrDefault("", PeriodTotal.ofStated(Total.ZERO));
    }
}
