package dev.zoneledger.ingest.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2020                | 2020       | false
                    2020年              | 2020       | false
                    2020-09             | 2020-09    | false
                    2020/9              | 2020-09    | false
                    2020.9              | 2020-09    | false
                    2020年9月           | 2020-09    | false
                    ２０２０年９月        | 2020-09    | false
                    Sept 2020           | 2020-09    | false
                    September 2020      | 2020-09    | false
                    Sep. 2020           | 2020-09    | false
                    2020 Sep            | 2020-09    | false
                    2020-09-15          | 2020-09-15 | false
                    2020/9/15           | 2020-09-15 | false
                    2020年9月15日       | 2020-09-15 | false
                    20200915            | 2020-09-15 | false
                    15 Sept 2020        | 2020-09-15 | false
                    Sept 15, 2020       | 2020-09-15 | false
                    15th of September 2020 | 2020-09-15 | false
                    15-Sep-2020         | 2020-09-15 | false
                    15/9/2020           | 2020-09-15 | false
                    9/15/2020           | 2020-09-15 | false
                    15.9.2020           | 2020-09-15 | false
                    5/5/2020            | 2020-05-05 | false
                    2020-09-15 00:00:00 | 2020-09-15 | false
                    2020-09-15T00:00:00Z | 2020-09-15 | false
                    by 2020-10          | 2020-10    | true
                    not later than Oct 2020 | 2020-10 | true
                    截至2020年10月      | 2020-10    | true
                    """)
    void shouldReadADateAsExactlyAsItSays(String written, String iso, boolean notLater) {
        assertThat(DateText.read(written)).isEqualTo(new DateText.Dated(iso, notLater));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    3/4/2020     | which is the day and which the month
                    2020-02-31   | expected a date
                    2020-13      | expected a date
                    Sep-20       | expected a date
                    44119        | expected a date
                    soon         | expected a date
                    2020年底     | expected a date
                    2020-1¹      | holds ¹
                    2020年①月    | holds ①
                    """)
    void shouldRefuseADateThatIsNoneOrThatMayBeTwo(String written, String detail) {
        assertThat(DateText.read(written))
                .isInstanceOfSatisfying(
                        DateText.Refused.class,
                        refused -> assertThat(refused.detail()).contains(detail));
    }

    @ParameterizedTest
    @CsvSource({"unknown", "不详", "?", "n/a"})
    void shouldReadThatADateIsNotKnown(String written) {
        assertThat(DateText.read(written)).isEqualTo(new DateText.Unknown());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2017                  | 2017
                    2017年                | 2017
                    2017Q1                | 2017-Q1
                    2017-Q1               | 2017-Q1
                    Q1 2017               | 2017-Q1
                    2017年第一季度        | 2017-Q1
                    2017年4季度           | 2017-Q4
                    2017年上半年          | 2017-01/2017-06
                    2017H2                | 2017-07/2017-12
                    2017-03               | 2017-03
                    2017年3月             | 2017-03
                    March 2017            | 2017-03
                    2021年1-10月          | 2021-01/2021-10
                    2021年1月至10月       | 2021-01/2021-10
                    Jan-Oct 2021          | 2021-01/2021-10
                    January to October 2021 | 2021-01/2021-10
                    2021-01/2021-10       | 2021-01/2021-10
                    2021-01 - 2021-10     | 2021-01/2021-10
                    2021年1月至2021年10月 | 2021-01/2021-10
                    2017/2019             | 2017/2019
                    ../2020-09            | ../2020-09
                    截至2020年9月         | ../2020-09
                    as of September 2020  | ../2020-09
                    XXXX                  | XXXX
                    a year                | XXXX
                    """)
    void shouldReadAPeriodAsItIsWritten(String written, String period) {
        assertThat(PeriodText.read(written)).isEqualTo(new PeriodText.Read(period, null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2017-2019      | each year or of all of them
                    2017年至2019年 | each year or of all of them
                    2021年10-1月   | ends before it begins
                    last year      | expected a year
                    2017-1²        | holds ²
                    2017-Q5        | expected a year
                    2021年1-13月   | expected a year
                    """)
    void shouldSayWhatIsWrongWithAPeriod(String written, String detail) {
        assertThat(PeriodText.read(written).refusal()).contains(detail);
    }
}
