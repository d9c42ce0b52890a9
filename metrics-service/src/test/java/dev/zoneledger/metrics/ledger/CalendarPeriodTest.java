package dev.zoneledger.metrics.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Period;
import dev.zoneledger.metrics.ledger.CalendarPeriod.Grain;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CalendarPeriodTest {

    @Test
    void shouldBeTheSameHoweverItIsWritten() {
        assertThat(of("2021-01/2021-12")).isEqualTo(of("2021"));
        assertThat(of("2021-01-01/2021-12-31")).isEqualTo(of("2021"));
        assertThat(of("2021-01/2021-03")).isEqualTo(of("2021-Q1"));
        assertThat(of("2020-02-01/2020-02-29")).isEqualTo(of("2020-02"));
        assertThat(of("2021").map(CalendarPeriod::text)).contains("2021");
        assertThat(of("2021-10/2021-12").map(CalendarPeriod::text)).contains("2021-Q4");
        assertThat(of("2021-03").map(CalendarPeriod::text)).contains("2021-03");
    }

    @Test
    void shouldNotBeASpanOfAnotherLengthOrPlace() {
        assertThat(of("2021-01/2021-10")).isEmpty();
        assertThat(of("2021-02/2021-04")).isEmpty();
        assertThat(of("2020-07/2021-06")).isEmpty();
        assertThat(of("2021-02-01/2021-02-27")).isEmpty();
        assertThat(of("2021-01-15")).isEmpty();
        assertThat(of("../2020-09")).isEmpty();
        assertThat(of("XXXX")).isEmpty();
    }

    @Test
    void shouldHavePartsThatFillIt() {
        CalendarPeriod year = of("2020").orElseThrow();
        assertThat(year.parts())
                .extracting(CalendarPeriod::text)
                .containsExactly("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4");
        assertThat(year.parts().get(1).parts())
                .extracting(CalendarPeriod::text)
                .containsExactly("2020-04", "2020-05", "2020-06");
        assertThat(year.within(Grain.MONTH)).hasSize(12).allMatch(year::contains);
        assertThat(of("2020-02").orElseThrow().parts()).isEmpty();
        assertThat(of("2020-02").orElseThrow().in(Grain.QUARTER)).isEqualTo(of("2020-Q1"));
        assertThat(year.in(Grain.MONTH)).isEmpty();
        assertThat(year.contains(of("2021-01").orElseThrow())).isFalse();
    }

    private static Optional<CalendarPeriod> of(String text) {
        return CalendarPeriod.of(Period.of(text));
    }
}
