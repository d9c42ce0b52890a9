package dev.zoneledger.ingest.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Precision;
import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberFormatTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "General",
                "0",
                "0.00",
                "#,##0",
                "#,##0.###",
                "#\\ ##0",
                "# ##0.0",
                "0000",
                "@",
                "0;-0;;@",
                "0.00E+00",
                "##0.0E+0",
                "# ?/?",
                "# ??/16",
                "[Red]0",
                "[Color 12]#,##0;[Red]-#,##0",
                "[DBNum1][$-804]0",
                "#,##0_);(#,##0)",
                "#,##0_);[Red]\\(#,##0\\)",
                "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
                "+0;-0;0",
                "0\\ ",
                "0*-",
                "0;0\"t\"",
                "0;\"none\";\"-\";@",
                "[<1]0.0\"t\";0",
                "[>=10000]0.0,\"万\";0",
                "[>=100000000]0.0,,\"亿\";[>=10000]0.0,\"万\";0"
            })
    void shouldTakeANumberThatIsShownAsItIs(String code) {
        assertThat(new NumberFormat(code).word(new BigDecimal("12.5"))).isEmpty();
        assertThat(new NumberFormat(code).date()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    #,##0"吨"                   | 吨
                    0.0"万"                     | 万
                    0.0\\万                     | 万
                    0.0万                       | 万
                    General"万"                 | 万
                    0.0\\万"吨"                 | 万吨
                    #,##0\\t                    | t
                    `#,##0" t"`                 | t
                    #,##0\\ \\t\\/\\a           | t/a
                    #,##0 t                     | t
                    _ * #,##0"吨"_ ;_ * -0      | 吨
                    [Blue]0.00\\ [$€-407]       | €
                    0[$CNY]                     | CNY
                    0"+"                        | +
                    "0;0"                       | refused
                    0"a;b";0                    | a;b
                    [>10]0"t";0"kt"             | t
                    [>100]0"t";0"kt"            | kt
                    """)
    void shouldTakeTheWordBehindTheNumberHoweverItIsWritten(String code, String word) {
        assertThat(new NumberFormat(code).word(new BigDecimal("12.5"))).isEqualTo(word.equals("refused") ? null : word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0%",
                "0.00\\ %",
                "#,##0,",
                "0.0,,",
                "0,.0",
                "#,##0,\"kt\"",
                "0\\.0,\"万\"",
                "0!.0,\"万\"",
                "[$¥-804]#,##0",
                "[$$-409]#,##0.00",
                "$#,##0",
                "\"¥\"#,##0",
                "_ \"¥\"* #,##0.00_ ",
                "\"约\"0",
                ">0",
                "-0",
                "(0)",
                "000-00",
                "0\"000\"",
                "0.0.0",
                "\"t\"",
                ";;;",
                "h:mm",
                "[h]:mm:ss",
                "[ss].00",
                "mmm",
                "@\"吨\"",
                "0 m",
                "[>100]0",
                "[>100]0;0.0\"t\";0.00",
                "[>x]0;0",
                "[0",
                "0;0;0;0;0"
            })
    void shouldSayThatANumberIsShownOtherwiseThanItIs(String code) {
        assertThat(new NumberFormat(code).word(new BigDecimal("12.5"))).isNull();
        assertThat(new NumberFormat(code).date()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "otherwise", textBlock = """
                    `0"t";-0"kt";"-"`       | 1  | t
                    `0"t";-0"kt";"-"`       | -1 | kt
                    `0"t";-0"kt";"-"`       | 0  | otherwise
                    `0"t";(0)`              | 0  | t
                    `0"t";(0)`              | -1 | ``
                    `#,##0_);\\(#,##0\\)`   | -1 | ``
                    `0;-0;;@`               | 0  | otherwise
                    `[=0]"none";0"t"`       | 0  | otherwise
                    `[=0]"none";0"t"`       | 1  | t
                    `[<>0]0"t";0`           | 1  | t
                    `[<=-1]0"t";[<0]0"kt";0`| -1 | t
                    """)
    void shouldTakeTheSectionThatTheNumberIsShownBy(String code, BigDecimal number, String word) {
        assertThat(new NumberFormat(code).word(number)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    yyyy-mm-dd hh:mm:ss.000 | DAY
                    [$-804]yyyy"年"m"月";@  | MONTH
                    d\\;m;0                 | DAY
                    yyyy\\ "d"              | YEAR
                    """)
    void shouldKnowADateByItsFirstSection(String code, Precision precision) {
        assertThat(new NumberFormat(code).date()).isEqualTo(precision);
    }

    @Property(tries = 2000)
    void shouldReadAnyCodeWithoutAnException(@ForAll("codes") String code, @ForAll long number) {
        String word = new NumberFormat(code).word(BigDecimal.valueOf(number));

        assertThat(word == null || word.chars().noneMatch(Character::isDigit)).isTrue();
    }

    @Provide
    Arbitrary<String> codes() {
        return Arbitraries.of(
                        "0", "#", "?", ".", ",", ";", "\"", "\\", "[", "]", "$", "-", ">", "1", "_", "*", "E+", "万",
                        "@", " ", "/")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }
}
