package dev.zoneledger.metrics.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.metrics.ledger.Total;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What is supposed against what is when it really comes, and the outlook against the slow way. */
class SuppositionTest {

    private static final EventCodec CODEC = new EventCodec();
    private static final List<String> PRODUCTS = List.of("ndfeb-sintered", "ndfeb-powder");
    private static final LocalDate EVER = LocalDate.parse("0000-01-01");
    private static final LocalDate NEVER = LocalDate.parse("9999-12-31");

    @Provide
    Arbitrary<List<ZoneEvent>> histories() {
        return Histories.histories();
    }

    @Provide
    Arbitrary<List<ZoneEvent>> supposed() {
        return Histories.supposed();
    }

    @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
    void shouldHaveTheOutlookThatTheClaimsHaveTheSlowWay(@ForAll("histories") List<ZoneEvent> history) {
        try (Driver driver = Driver.inMemory()) {
            driver.send(history);
            for (String zone : List.of("zone-a", "zone-b")) {
                Oracle oracle = new Oracle(history.stream()
                        .filter(event -> event.zone().equals(zone))
                        .toList());
                Supposition supposition = new Supposition(driver.stores(), zone);
                for (LocalDate date : OracleTest.DATES) {
                    assertThat(OracleTest.rows(totals(supposition, Timeline.OUTLOOK, date)))
                            .as("%s as of %s", zone, date)
                            .containsExactlyInAnyOrderElementsOf(oracle.outlook(date));
                }
            }
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
    void shouldSupposeWhatIsOnceItReallyCame(
            @ForAll("histories") List<ZoneEvent> history, @ForAll("supposed") List<ZoneEvent> supposed) {
        try (Driver driver = Driver.inMemory();
                Driver later = Driver.inMemory()) {
            driver.send(history);
            later.send(history).send(supposed);
            Supposition supposition = new Supposition(driver.stores(), "zone-a");
            supposed.stream()
                    .filter(event -> event.zone().equals("zone-a"))
                    .forEach(event -> supposition.suppose(decoded(event)));
            Supposition nothing = new Supposition(later.stores(), "zone-a");
            for (Timeline timeline : Timeline.values()) {
                for (LocalDate date : OracleTest.DATES) {
                    assertThat(totals(supposition, timeline, date))
                            .as("%s as of %s", timeline, date)
                            .containsExactlyInAnyOrderElementsOf(totals(nothing, timeline, date));
                }
                for (String product : PRODUCTS) {
                    assertThat(supposition.steps(timeline, product, EVER, NEVER))
                            .isEqualTo(nothing.steps(timeline, product, EVER, NEVER));
                    assertThat(supposition.postings(timeline, product, EVER, NEVER))
                            .containsExactlyInAnyOrderElementsOf(nothing.postings(timeline, product, EVER, NEVER));
                }
            }
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
    void shouldStepToEveryTotalAndNameTheClaimsThatMakeTheStep(@ForAll("histories") List<ZoneEvent> history) {
        try (Driver driver = Driver.inMemory()) {
            driver.send(history);
            Supposition supposition = new Supposition(driver.stores(), "zone-a");
            for (Timeline timeline : Timeline.values()) {
                for (String product : PRODUCTS) {
                    Map<TotalRow.Series, TotalRow> here = new HashMap<>();
                    supposition.totals(timeline, product, EVER).forEach(row -> here.put(row.series(), row));
                    supposition.steps(timeline, product, EVER, NEVER).forEach((day, step) -> {
                        Map<TotalRow.Series, Total> posted = new HashMap<>();
                        supposition
                                .postings(timeline, product, day, day)
                                .forEach(posting -> posted.merge(posting.series(), posting.change(), Total::plus));
                        step.forEach((series, change) -> {
                            here.merge(
                                    series, new TotalRow(series, change.standing(), -change.begunBy()), TotalRow::plus);
                            assertThat(posted.getOrDefault(series, Total.ZERO)).isEqualTo(change);
                        });
                        assertThat(supposition.totals(timeline, product, day))
                                .as("%s of %s as of %s", timeline, product, day)
                                .containsExactlyInAnyOrderElementsOf(here.values().stream()
                                        .filter(row -> !row.isEmpty())
                                        .toList());
                    });
                }
            }
        }
    }

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void shouldTellApartOutlookAndActualByTheDifferences(@ForAll("histories") List<ZoneEvent> history) {
        try (Driver driver = Driver.inMemory()) {
            driver.send(history);
            Supposition supposition = new Supposition(driver.stores(), "zone-a");
            for (String product : PRODUCTS) {
                Map<String, Total> sums = new HashMap<>();
                supposition
                        .postings(Timeline.OUTLOOK, product, EVER, NEVER)
                        .forEach(posting -> sums.merge(key(posting), posting.change(), Total::plus));
                driver.stores()
                        .postingsOfCapacity("zone-a", Scope.REGISTERED, Basis.ACTUAL, product, EVER, NEVER)
                        .forEach(posting ->
                                sums.merge(key(posting), posting.change().negated(), Total::plus));
                supposition
                        .differences(Timeline.OUTLOOK, product)
                        .forEach(posting ->
                                sums.merge(key(posting), posting.change().negated(), Total::plus));
                assertThat(sums.values()).allMatch(Total::isZero);
            }
        }
    }

    private static String key(Posting posting) {
        return posting.series() + " " + posting.day() + " " + posting.claim();
    }

    private static Collection<TotalRow> totals(Supposition supposition, Timeline timeline, LocalDate asOf) {
        List<TotalRow> rows = new ArrayList<>();
        for (String product : PRODUCTS) {
            rows.addAll(supposition.totals(timeline, product, asOf));
        }
        return rows;
    }

    private static EventCodec.Decoded decoded(ZoneEvent event) {
        EventCodec.Encoded encoded = CODEC.encode(event, "urn:test", null);
        try {
            return CODEC.decode(
                    name -> encoded.headers().containsKey(name)
                            ? encoded.headers().get(name).getBytes(StandardCharsets.UTF_8)
                            : null,
                    encoded.key().getBytes(StandardCharsets.UTF_8),
                    encoded.data());
        } catch (EventCodec.UndecodableEvent e) {
            throw new AssertionError(e);
        }
    }
}
