package dev.zoneledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures, dates, periods, ids and positions come back as they went, and what is none is refused. */
class ValuesTest {

    private static final ObjectMapper MAPPER = Json.mapper();

    @Provide
    Arbitrary<BigDecimal> values() {
        return Records.values();
    }

    @Provide
    Arbitrary<Unit> units() {
        List<Unit> units = new ArrayList<>(List.of(Unit.of("CNY"), Unit.of("USD")));
        Unit.quantityCodes().forEach(code -> units.add(Unit.of(code)));
        return Arbitraries.of(units);
    }

    @Provide
    Arbitrary<ZoneEvent> events() {
        return Records.events();
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Records.days();
    }

    @Provide
    Arbitrary<PartialDate> partialDates() {
        return Records.partialDates();
    }

    @Provide
    Arbitrary<Period> periods() {
        return Records.periods();
    }

    @Provide
    Arbitrary<String> ids() {
        return Records.ids();
    }

    @Provide
    Arbitrary<Map<Integer, Long>> offsets() {
        return Arbitraries.maps(
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.longs().between(0, Long.MAX_VALUE))
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Property
    void shouldKeepAmountsInJsonToTheLastDigit(@ForAll("values") BigDecimal value) throws Exception {
        // Given
        Quantity figure = new Quantity.Figure(value, Unit.of("t/a"), Qualifier.EXACT);

        // When
        String json = MAPPER.writeValueAsString(figure);

        // Then
        assertThat(((Quantity.Figure) MAPPER.readValue(json, Quantity.class)).value())
                .isEqualByComparingTo(value);
        assertThat(MAPPER.readTree(json).get("value").decimalValue()).isEqualByComparingTo(value);
        assertThat(json).doesNotContain("E", "\"value\":\"");
    }

    @Property
    void shouldWriteEqualAmountsTheSameWay(@ForAll("values") BigDecimal value, @ForAll("zeros") int zeros)
            throws Exception {
        // Given
        BigDecimal longer = value.setScale(value.scale() + zeros);

        // When
        Quantity figure = new Quantity.Figure(longer, Unit.of("t/a"), Qualifier.EXACT);

        // Then
        assertThat(figure).isEqualTo(new Quantity.Figure(value, Unit.of("t/a"), Qualifier.EXACT));
        assertThat(MAPPER.writeValueAsString(figure))
                .isEqualTo(MAPPER.writeValueAsString(new Quantity.Figure(value, Unit.of("t/a"), Qualifier.EXACT)));
    }

    @Provide
    Arbitrary<Integer> zeros() {
        return Arbitraries.integers().between(0, 10);
    }

    @Property(tries = 500)
    void shouldReadFromTheLogWhatWasWritten(@ForAll("events") ZoneEvent event) throws Exception {
        // Given
        EventCodec codec = new EventCodec();
        EventCodec.Encoded encoded = codec.encode(event, "urn:test", null);

        // When
        EventCodec.Decoded decoded = codec.decode(
                name -> encoded.headers().get(name) == null
                        ? null
                        : encoded.headers().get(name).getBytes(StandardCharsets.UTF_8),
                encoded.key().getBytes(StandardCharsets.UTF_8),
                encoded.data());

        // Then
        assertThat(decoded.event()).isEqualTo(event);
        assertThat(codec.data(decoded.event())).isEqualTo(encoded.data());
        assertThat(decoded.version().hash()).isEqualTo(EventCodec.hash(event.type(), encoded.data()));
    }

    @Property
    void shouldConvertUnitsThereAndBackExactly(@ForAll("values") BigDecimal value, @ForAll("units") Unit unit) {
        // When
        BigDecimal there = unit.toBase(value);
        BigDecimal back = unit.fromBase(there);

        // Then
        assertThat(back).isEqualByComparingTo(value);
        assertThat(unit.toBase(unit.fromBase(value))).isEqualByComparingTo(value);
        assertThat(unit.base().base()).isEqualTo(unit.base());
        assertThat(unit.base().dimension()).isEqualTo(unit.dimension());
    }

    @Property
    void shouldKeepDatesInJson(@ForAll("partialDates") PartialDate date) throws Exception {
        // When
        PartialDate read = MAPPER.readValue(MAPPER.writeValueAsString(date), PartialDate.class);

        // Then
        assertThat(read).isEqualTo(date);
        assertThat(date.effectiveDay().isEmpty()).isEqualTo(date.precision() == Precision.UNKNOWN);
    }

    @Property
    void shouldCutADateToItsPrecision(@ForAll("days") LocalDate day) {
        // When
        PartialDate month = new PartialDate(day.toString(), Precision.MONTH, null);
        PartialDate year = new PartialDate(day.toString(), Precision.YEAR, null);

        // Then
        assertThat(month.effectiveDay()).hasValue(day.withDayOfMonth(day.lengthOfMonth()));
        assertThat(year.effectiveDay()).hasValue(day.withDayOfYear(day.lengthOfYear()));
    }

    @Property
    void shouldKeepPeriodsInJson(@ForAll("periods") Period period) throws Exception {
        // When
        Period read = MAPPER.readValue(MAPPER.writeValueAsString(period), Period.class);

        // Then
        assertThat(read).isEqualTo(period);
        assertThat(Period.of(period.text())).isEqualTo(period);
    }

    @Property
    void shouldRefuseAPeriodThatEndsBeforeItBegins(@ForAll("days") LocalDate day, @ForAll("zeros") int days) {
        // Given
        LocalDate before = day.minusDays(1L + days);
        if (before.getYear() < 0) {
            return;
        }

        // When, then
        assertThatIllegalArgumentException().isThrownBy(() -> Period.of(day + "/" + before));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-02-31",
                "2021-02-29",
                "2020-04-31",
                "2020-13",
                "2020-00",
                "20-10-15",
                "2020-10-15T00:00",
                "2020/10",
                "15.10.2020",
                "",
                " 2020",
                "+2020",
                "20201015"
            })
    void shouldRefuseWhatIsNoDate(String text) {
        // When, then
        assertThatIllegalArgumentException().isThrownBy(() -> PartialDate.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2017-Q0",
                "2017-Q5",
                "2017-13",
                "2021-10/2021-01",
                "2021/2020",
                "2021-02-31/2021-03",
                "2021/",
                "/2021",
                "..",
                "../",
                "2021/..",
                "XXX",
                "xxxx",
                "2021/2022/2023",
                "2021-Q1/2021-Q2"
            })
    void shouldRefuseWhatIsNoPeriod(String text) {
        // When, then
        assertThatIllegalArgumentException().isThrownBy(() -> Period.of(text));
    }

    @Property
    void shouldAcceptIds(@ForAll("ids") String id) {
        // When, then
        assertThat(Ids.isId(id)).isTrue();
        assertThat(id).matches("[a-z0-9._-]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-a", "a-", "a--b", "a.-b", "A", "a b", "a/b", "a;b", "a%2Fb", "..", "ä", "a\n", "钕", "a\u0000"
            })
    void shouldRefuseWhatIsNoId(String text) {
        // When, then
        assertThat(Ids.isId(text)).isFalse();
    }

    @Property
    void shouldKeepAPositionAsText(@ForAll("offsets") Map<Integer, Long> offsets) {
        // Given
        Position position = new Position(new TreeMap<>(offsets));

        // When
        Position parsed = Position.parse(position.toString());

        // Then
        assertThat(parsed).isEqualTo(position);
    }

    @Property
    void shouldJoinPositionsInAnyOrder(
            @ForAll("offsets") Map<Integer, Long> left, @ForAll("offsets") Map<Integer, Long> right) {
        // Given
        Position one = new Position(new TreeMap<>(left));
        Position other = new Position(new TreeMap<>(right));

        // When
        Position both = one.and(other);

        // Then
        assertThat(other.and(one)).isEqualTo(both);
        assertThat(both.and(one)).isEqualTo(both);
        assertThat(both.offsets())
                .allSatisfy((partition, offset) -> assertThat(offset)
                        .isEqualTo(Math.max(left.getOrDefault(partition, -1L), right.getOrDefault(partition, -1L))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "@5",
                "7@",
                "7@-1",
                "-1@7",
                "a@b",
                "7@1,",
                ",7@1",
                "7@1@2",
                "7@99999999999999999999",
                "7 @1"
            })
    void shouldRefuseWhatIsNoPosition(String text) {
        // When, then
        assertThatIllegalArgumentException().isThrownBy(() -> Position.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1000000000000000.1", "1E+16", "1E+1000000000", "1E-19", "1E-1000000000"})
    void shouldRefuseAnAbsurdFigure(String value) {
        // Given
        BigDecimal absurd = new BigDecimal(value);

        // When, then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Quantity.Figure(absurd, Unit.of("t/a"), Qualifier.EXACT));
    }
}
