package dev.zoneledger.ingest.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Unit;
import dev.zoneledger.ingest.sheet.Figures.Context;
import dev.zoneledger.ingest.sheet.Figures.NoFigure;
import dev.zoneledger.ingest.sheet.Figures.Refused;
import dev.zoneledger.ingest.sheet.Figures.Understanding;
import dev.zoneledger.ingest.sheet.Figures.Understood;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    capacity | 5,000 t/a            | 5000        | t/a       | exact
                    capacity | 5,000 t              | 5000        | t/a       | exact
                    capacity | 5000 tons            | 5000        | t/a       | exact
                    capacity | 5000 tons a year     | 5000        | t/a       | exact
                    capacity | 5 kt/a               | 5           | kt/a      | exact
                    capacity | 5 ktpa               | 5           | kt/a      | exact
                    capacity | 5000 tpa             | 5000        | t/a       | exact
                    capacity | 5000 tpy             | 5000        | t/a       | exact
                    capacity | 5 ktpy               | 5           | kt/a      | exact
                    capacity | 2 million tpy        | 2000000     | t/a       | exact
                    capacity | 5000 t / a           | 5000        | t/a       | exact
                    capacity | 5000 吨 / 年         | 5000        | t/a       | exact
                    capacity | 0.5万吨 ／年左右     | 5000        | t/a       | approximately
                    servo    | 5万台 / 套           | 50000       | {set}/a   | exact
                    capacity | 0.5万吨              | 5000        | t/a       | exact
                    capacity | 0.5万吨/年           | 5000        | t/a       | exact
                    capacity | 年产5000吨           | 5000        | t/a       | exact
                    capacity | ５，０００ｔ          | 5000        | t/a       | exact
                    capacity | 5000公吨             | 5000        | t/a       | exact
                    capacity | 5 000 000 公斤/年    | 5000000     | kg/a      | exact
                    capacity | 5'000 t              | 5000        | t/a       | exact
                    capacity | 5’000 t              | 5000        | t/a       | exact
                    capacity | 1.234.567,5 t        | 1234567.5   | t/a       | exact
                    capacity | 1,234,567.5 t        | 1234567.5   | t/a       | exact
                    capacity | 12,34,567 t          | 1234567     | t/a       | exact
                    capacity | 1.234万吨            | 12340       | t/a       | exact
                    capacity | 2 Mt/a               | 2           | Mt/a      | exact
                    capacity | up to 500 t          | 500         | t/a       | at-most
                    capacity | more than 900 t      | 900         | t/a       | at-least
                    capacity | 不低于900吨          | 900         | t/a       | at-least
                    capacity | 900吨以上            | 900         | t/a       | at-least
                    capacity | 900吨以内            | 900         | t/a       | at-most
                    capacity | 300多万吨            | 3000000     | t/a       | at-least
                    capacity | 3万余吨              | 30000       | t/a       | at-least
                    capacity | about 900 t or so    | 900         | t/a       | approximately
                    capacity | 2000吨左右           | 2000        | t/a       | approximately
                    servo    | 50,000 sets          | 50000       | {set}/a   | exact
                    servo    | 50,000+ sets         | 50000       | {set}/a   | at-least
                    servo    | 5万台（套）/年        | 50000       | {set}/a   | exact
                    servo    | 50k units per year   | 50000       | {set}/a   | exact
                    pieces   | 2 million pcs        | 2000000     | {piece}/a | exact
                    pieces   | 200万只              | 2000000     | {piece}/a | exact
                    turbine  | 1.5 GW               | 1.5         | GW/a      | exact
                    output   | > 900 t              | 900         | t         | at-least
                    output   | ＞900吨              | 900         | t         | at-least
                    output   | 0.9 kt               | 0.9         | kt        | exact
                    output   | 900㎏                | 900         | kg        | exact
                    output   | ９００⁺ ｔ           | 900         | t         | at-least
                    power    | 约1.2亿千瓦时         | 120000000   | kW.h      | approximately
                    power    | 120 GWh              | 120         | GW.h      | exact
                    power    | 3万度                | 30000       | kW.h      | exact
                    value    | 3.1亿元              | 310000000   | CNY       | exact
                    value    | 约4.12亿元           | 412000000   | CNY       | approximately
                    value    | >=250m CNY           | 250000000   | CNY       | at-least
                    value    | ≥ 250 million yuan   | 250000000   | CNY       | at-least
                    value    | CNY 250m             | 250000000   | CNY       | exact
                    value    | RMB 3.1亿元          | 310000000   | CNY       | exact
                    value    | 250mCNY              | 250000000   | CNY       | exact
                    value    | 5亿美元              | 500000000   | USD       | exact
                    value    | US$1.5bn             | 1500000000  | USD       | exact
                    value    | €3.5 million         | 3500000     | EUR       | exact
                    value    | 17230百万元          | 17230000000 | CNY       | exact
                    count    | 9                    | 9           | 1         | exact
                    count    | 38家                 | 38          | 1         | exact
                    count    | 数                   | 0           | refused   | -
                    """)
    void shouldReadAFigureAsItIsWritten(String of, String written, BigDecimal value, String unit, String qualifier) {
        // When
        Understanding understanding = FigureText.read(written, context(of));

        // Then
        if (unit.equals("refused")) {
            assertThat(understanding).isInstanceOf(Refused.class);
            return;
        }
        assertThat(understanding).isInstanceOfSatisfying(Understood.class, figure -> {
            assertThat(figure.value()).isEqualByComparingTo(value);
            assertThat(figure.unit()).isEqualTo(Unit.of(unit));
            assertThat(figure.qualifier()).isEqualTo(Qualifier.of(qualifier));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
                    output   | 2017-2019            | years                          | -
                    output   | 100-200 t            | is a range                     | -
                    output   | 100 to 200 t         | is a range                     | -
                    output   | 100至200吨           | is a range                     | -
                    output   | 1.234 t              | thousands (1,234) or decimals  | 1,234 t
                    output   | 1,23 t               | write decimals with a point    | 1.23 t
                    output   | 0,5 t                | write decimals with a point    | 0.5 t
                    output   | 1,2345,6 t           | the separators do not show     | -
                    output   | 5000                 | has no unit                    | -
                    output   | 5000 furlongs        | there is no unit furlongs      | -
                    output   | 5000 tonns           | there is no unit tonns         | -
                    output   | 5 mt                 | may be t or Mt                 | t
                    output   | 5 MT                 | may be t or Mt                 | t
                    output   | 5 mtpy               | may be t or Mt                 | t
                    output   | -5 t                 | not negative                   | -
                    output   | t                    | begins with digits             | -
                    output   | hundreds of tons     | begins with digits             | -
                    output   | about 900 t or more  | both approximately and at-least | -
                    output   | 900 t and 500 t      | more than one                  | -
                    output   | 900¹ t               | holds ¹                        | -
                    output   | 900₁ t               | holds ₁                        | -
                    output   | 900①吨               | holds ①                        | -
                    output   | 900⑴吨               | holds ⑴                        | -
                    output   | ①900吨               | holds ①                        | -
                    output   | 900⒈吨               | holds ⒈                        | -
                    output   | 10³ t                | holds ³                        | -
                    output   | 5½ t                 | holds ½                        | -
                    output   | 900ᵇ t               | holds ᵇ                        | -
                    output   | 900ⓚ t               | holds ⓚ                        | -
                    output   | 900㊉吨              | holds ㊉                       | -
                    output   | 900𝟏 t               | holds 𝟏                        | -
                    output   | 900 t¹               | holds ¹                        | -
                    output   | 900 m³               | holds ³                        | -
                    output   | -¹                   | holds ¹                        | -
                    output   | 900 t of magnets     | there is no unit t of magnets  | -
                    value    | $250m                | several countries have a dollar | USD
                    value    | ¥250m                | the same sign                  | CNY
                    value    | 10 billion           | has no unit                    | -
                    value    | 3.1亿元/年           | money is of a period           | -
                    value    | USD 5亿元            | has two units                  | -
                    """)
    void shouldSayWhyAFigureIsRefused(String of, String written, String detail, String suggestion) {
        // When
        Understanding understanding = FigureText.read(written, context(of));

        // Then
        assertThat(understanding).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.detail()).contains(detail);
            assertThat(refused.suggestion()).isEqualTo(suggestion);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "-, absent",
        "—, absent",
        "未公布, absent",
        "n/a, not-applicable",
        "N/A, not-applicable",
        "不适用, not-applicable",
        "保密, withheld",
        "confidential, withheld",
        "－, absent"
    })
    void shouldKeepTheStatesOfAFigureThatIsNotThereApart(String written, String reason) {
        assertThat(FigureText.read(written, context("capacity")))
                .isInstanceOfSatisfying(
                        NoFigure.class, none -> assertThat(none.reason().code()).isEqualTo(reason));
    }

    @Test
    void shouldTakeZeroAsAFigure() {
        assertThat(FigureText.read("0 t", context("output")))
                .isInstanceOfSatisfying(
                        Understood.class, figure -> assertThat(figure.value()).isEqualByComparingTo("0"));
    }

    @Test
    void shouldSayThatAYearWasInferredOnlyWhereItIsNotPrinted() {
        assertThat(((Understood) FigureText.read("5,000 t", context("capacity"))).yearInferred())
                .isTrue();
        assertThat(((Understood) FigureText.read("5,000 t/a", context("capacity"))).yearInferred())
                .isFalse();
        assertThat(((Understood) FigureText.read("5,000 t", context("output"))).yearInferred())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    5,000    | t      | -     | 5000
                    0.5      | 万吨   | -     | 5000
                    0.5万    | t      | -     | 5000
                    5,000 t  | t      | -     | 5000
                    5,000    | 吨 / 年 | -     | 5000
                    0.5      | -      | 万吨 / 年 | 5000
                    0.5      | -      | 万吨  | 5000
                    5,000 t  | -      | 万吨  | 5000
                    5,000 t  | 万吨   | -     | -
                    5,000    | lb     | -     | -
                    0.5万    | 万吨   | -     | -
                    """)
    void shouldHoldTheFigureAgainstItsColumnOfUnits(String written, String unit, String header, BigDecimal tonnes) {
        // Given
        Context context = new Context(Measure.OUTPUT, product("ndfeb-sintered"), unit, header);

        // When
        Understanding understanding = FigureText.read(written, context);

        // Then
        if (tonnes == null) {
            assertThat(understanding).isInstanceOf(Refused.class);
        } else {
            assertThat(((Understood) understanding).value()).isEqualByComparingTo(tonnes);
        }
    }

    @Property
    void shouldReadAnAmountInAnyOfItsSpellingsToTheSameAmount(@ForAll("spellings") Spelling spelling) {
        // When
        Understanding understanding = FigureText.read(spelling.text, context("output"));

        // Then
        assertThat(understanding).as(spelling.text).isInstanceOfSatisfying(Understood.class, figure -> {
            assertThat(figure.unit().toBase(figure.value())).as(spelling.text).isEqualByComparingTo(spelling.tonnes);
            assertThat(figure.qualifier()).isEqualTo(spelling.qualifier);
        });
    }

    record Spelling(String text, BigDecimal tonnes, Qualifier qualifier) {}

    private record Around(String before, String behind, Qualifier qualifier) {}

    private record Scale(String name, BigDecimal tonnes) {}

    @Provide
    Arbitrary<Spelling> spellings() {
        Arbitrary<BigDecimal> numbers = Arbitraries.longs()
                .between(1, 99_999_999_999L)
                .map(digits -> BigDecimal.valueOf(digits, 2).stripTrailingZeros());
        Arbitrary<Scale> scales = Arbitraries.of(
                new Scale("t", BigDecimal.ONE),
                new Scale("吨", BigDecimal.ONE),
                new Scale(" metric tons", BigDecimal.ONE),
                new Scale("万吨", new BigDecimal(10_000)),
                new Scale(" million tonnes", new BigDecimal(1_000_000)),
                new Scale("kt", new BigDecimal(1000)),
                new Scale("公斤", new BigDecimal("0.001")),
                new Scale("亿吨", new BigDecimal(100_000_000)));
        Arbitrary<Around> around = Arbitraries.of(
                new Around("", "", Qualifier.EXACT),
                new Around("约", "", Qualifier.APPROXIMATELY),
                new Around("~ ", "", Qualifier.APPROXIMATELY),
                new Around("", "左右", Qualifier.APPROXIMATELY),
                new Around(">", "", Qualifier.AT_LEAST),
                new Around("not less than ", "", Qualifier.AT_LEAST),
                new Around("", "以上", Qualifier.AT_LEAST),
                new Around("up to ", "", Qualifier.AT_MOST),
                new Around("", " or less", Qualifier.AT_MOST),
                new Around("不超过", "", Qualifier.AT_MOST));
        return Combinators.combine(
                        numbers, scales, around, Arbitraries.integers().between(0, 5), Arbitraries.of(true, false))
                .as((number, scale, words, separators, wide) -> {
                    String text = words.before + separated(number, separators) + scale.name + words.behind;
                    return new Spelling(wide ? wide(text) : text, number.multiply(scale.tonnes), words.qualifier);
                });
    }

    private static String separated(BigDecimal number, int how) {
        return switch (how) {
            case 0 -> number.toPlainString();
            case 1 -> grouped(number, ',', '.');
            case 2 -> grouped(number, ' ', '.');
            case 3 -> grouped(number, '\u202f', '.');
            case 4 -> grouped(number, '\'', '.');
            // Only with decimals behind it does the other way round show itself.
            default ->
                number.scale() > 0 && number.compareTo(new BigDecimal(1000)) > 0
                        ? grouped(number, '.', ',')
                        : number.toPlainString();
        };
    }

    private static String grouped(BigDecimal number, char group, char point) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setGroupingSeparator(group);
        symbols.setDecimalSeparator(point);
        return new DecimalFormat("#,##0.##", symbols).format(number);
    }

    private static String wide(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(each -> wide.append((char) (each > ' ' && each < 0x7F ? each + 0xFEE0 : each)));
        return wide.toString();
    }

    @Property(tries = 10_000)
    void shouldRefuseAnythingElseWithoutAnException(@ForAll("nasty") String text, @ForAll("kinds") String of) {
        assertThat(FigureText.read(text, context(of))).isNotNull();
        assertThat(DateText.read(text)).isNotNull();
        assertThat(PeriodText.read(text)).isNotNull();
    }

    @Provide
    Arbitrary<String> kinds() {
        return Arbitraries.of("capacity", "output", "value", "count", "none");
    }

    @Provide
    Arbitrary<String> nasty() {
        Arbitrary<String> pieces = Arbitraries.of(
                "5",
                "5,000",
                "1.2.3",
                ",",
                ".",
                "'",
                " ",
                "\u00a0",
                "\u2028",
                "-",
                "~",
                ">",
                ">=",
                "约",
                "万",
                "亿",
                "吨",
                "t",
                "/a",
                "/年",
                "年",
                "月",
                "日",
                "Q1",
                "2020",
                "Sept",
                "to",
                "至",
                "CNY",
                "$",
                "元",
                "以上",
                "+",
                "m",
                "k",
                "千瓦时",
                "\uD83D\uDE00",
                "\uD800",
                "\u0000",
                "½",
                "Ⅻ",
                "٣",
                "१",
                "０",
                "e9",
                "E999999999",
                "NaN",
                "\"",
                "=1+1");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(12).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(200),
                Arbitraries.integers().between(90, 5000).map("9"::repeat),
                Arbitraries.integers().between(20, 2000).map("1,"::repeat),
                Arbitraries.integers().between(20, 2000).map("约 "::repeat));
    }

    private static Context context(String of) {
        return switch (of) {
            case "capacity" -> new Context(Measure.CAPACITY, product("ndfeb-sintered"), null, null);
            case "servo" -> new Context(Measure.CAPACITY, product("servo-motor"), null, null);
            case "pieces" -> new Context(Measure.CAPACITY, product("nimh-battery"), null, null);
            case "turbine" -> new Context(Measure.CAPACITY, product("wind-turbine"), null, null);
            case "output" -> new Context(Measure.OUTPUT, product("ndfeb-sintered"), null, null);
            case "power" -> new Context(Measure.OUTPUT, product("electricity"), null, null);
            case "value" -> new Context(Measure.GROSS_OUTPUT_VALUE, null, null, null);
            case "count" -> new Context(Measure.COUNT, null, null, null);
            default -> new Context(null, null, null, null);
        };
    }

    private static ProductTree.Product product(String code) {
        return ProductTree.builtIn().find(code).orElseThrow();
    }

    @Test
    void shouldNameUnitsThatFitWhereOneIsMissing() {
        assertThat(FigureText.read("50000", context("servo")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.detail()).contains("{set}/a").doesNotContain("CNY"));
        assertThat(List.of(context("value")))
                .allSatisfy(context -> assertThat(FigureText.read("5", context)).isInstanceOf(Refused.class));
    }
}
