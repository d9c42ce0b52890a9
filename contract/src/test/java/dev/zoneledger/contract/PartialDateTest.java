package dev.zoneledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Period;
import org.junit.jupiter.api.Test;

/** A date that is put off. */
class PartialDateTest {

    @Test
    void shouldStayAsExactAsThePeriodLeavesIt() {
        assertThat(PartialDate.of("2021").plus(Period.ofYears(1))).isEqualTo(PartialDate.of("2022"));
        assertThat(PartialDate.of("2021").plus(Period.ofMonths(6))).isEqualTo(PartialDate.of("2022-06-30"));
        assertThat(PartialDate.of("2021-12").plus(Period.ofMonths(2))).isEqualTo(PartialDate.of("2022-02"));
        assertThat(PartialDate.of("2021-12").plus(Period.ofDays(1))).isEqualTo(PartialDate.of("2022-01-01"));
        assertThat(PartialDate.of("2021-01-31").plus(Period.ofMonths(1))).isEqualTo(PartialDate.of("2021-02-28"));
        assertThat(PartialDate.of("2021-12").plus(Period.ofYears(-1))).isEqualTo(PartialDate.of("2020-12"));
    }

    @Test
    void shouldKeepItsBound() {
        PartialDate by = new PartialDate("2023-10", Precision.MONTH, Bound.NOT_LATER);

        assertThat(by.plus(Period.ofMonths(3))).isEqualTo(new PartialDate("2024-01", Precision.MONTH, Bound.NOT_LATER));
    }

    @Test
    void shouldRefuseWhatIsNoDateOfFourDigits() {
        assertThatThrownBy(() -> PartialDate.unknown().plus(Period.ofYears(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PartialDate.of("2021").plus(Period.ofYears(9000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PartialDate.of("2021").plus(Period.ofYears(Integer.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
