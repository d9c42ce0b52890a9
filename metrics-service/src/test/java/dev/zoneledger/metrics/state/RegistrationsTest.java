package dev.zoneledger.metrics.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.metrics.ledger.Total;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What counts when subjects are registered, change hands, and are merged. */
class RegistrationsTest extends WithWorks {

    @Test
    void shouldGiveTheOrganisationItsVoiceBackWhenAProjectChangesHands() {
        // Given
        driver.send(
                events.capacity("organisation", ORGANISATION, "9000").claim(),
                events.capacity("project", PROJECT, "8000").claim());
        assertThat(operating().value()).isEqualByComparingTo("8000");

        // When
        driver.send(events.project("works", 2, "buyer", "one/a/b", "two"));

        // Then
        assertThat(operating().value()).isEqualByComparingTo("17000");
    }

    @Test
    void shouldCountAClaimOnceItsSubjectIsRegistered() {
        // Given
        driver.send(events.capacity("early", Subject.line("unheard-of", "one", "a"), "40")
                .claim());
        assertThat(operating()).isEqualTo(Total.ZERO);

        // When
        driver.send(events.project("unheard-of", null, "one"));
        Total withoutItsLine = operating();
        driver.send(events.project("unheard-of", 2, null, "one/a"));

        // Then
        assertThat(withoutItsLine).isEqualTo(Total.ZERO);
        assertThat(operating().value()).isEqualByComparingTo("40");
    }

    @Test
    void shouldLeaveOutWhatIsOutsideTheZone() {
        // Given
        driver.send(
                events.capacity("own", ORGANISATION, "10").from("2019-01-01").claim(),
                events.capacity("project", PROJECT, "20").claim());

        // When
        driver.send(events.organisation("maker", 2, true));
        Total outside = operating();
        driver.send(events.organisation("maker", 3, false));

        // Then
        assertThat(outside).isEqualTo(Total.ZERO);
        assertThat(operating().value()).isEqualByComparingTo("20");
        assertThat(capacity("ndfeb-sintered", Status.OPERATING, "2019-06-01").value())
                .isEqualByComparingTo("10");
    }

    @Test
    void shouldMoveClaimsExactlyWhenRecordsAreMergedAndBackWhenThatIsUndone() {
        // Given: the works a second time, from another report and of another maker
        driver.send(
                events.organisation("twin-maker"),
                events.project("twin", "twin-maker", "one/a/c"),
                events.capacity("works-line", LINE, "3000").claim(),
                events.capacity("twin-line", Subject.line("twin", "one", "a"), "2000")
                        .publishedOn("2020-11")
                        .claim(),
                events.capacity("twin-other-line", Subject.line("twin", "one", "c"), "40")
                        .claim(),
                events.output("twin-output", Subject.project("twin"), "7", "2019")
                        .claim(),
                events.capacity("twin-maker-whole", Subject.organisation("twin-maker"), "900")
                        .claim());
        Map<String, List<String>> apart = state();
        assertThat(operating().value()).isEqualByComparingTo("5040");

        // When
        driver.send(events.projectMerged("twin", 1, "works"));
        Total merged = operating();
        Map<String, String> filed = stated();
        driver.send(events.projectMerged("twin", 2, null));

        // Then: one series of the line, of which the later report holds; nobody is left below the twin's maker
        assertThat(merged.value()).isEqualByComparingTo("2940");
        assertThat(filed)
                .isEqualTo(Map.of(
                        "works-line", "works null",
                        "twin-line", "works twin",
                        "twin-other-line", "works twin",
                        "twin-maker-whole", "twin-maker null"));
        assertThat(state()).isEqualTo(apart);
    }

    @Test
    void shouldCountProjectsForTheOrganisationThatTheirsIsMergedInto() {
        // Given
        driver.send(
                events.organisation("twin-maker", 1, true),
                events.project("twin", "twin-maker", "one/a"),
                events.capacity("maker-whole", ORGANISATION, "9000").claim(),
                events.capacity("twin-maker-whole", Subject.organisation("twin-maker"), "800")
                        .publishedOn("2020-11")
                        .claim(),
                events.capacity("twin-line", Subject.line("twin", "one", "a"), "2000")
                        .from("2020-06-01")
                        .claim());
        Map<String, List<String>> apart = state();
        assertThat(operating().value()).isEqualByComparingTo("9000");

        // When
        driver.send(events.organisationMerged("twin-maker", 1, "maker"));
        Total merged = operating();
        Total beforeTheLine = capacity("ndfeb-sintered", Status.OPERATING, "2020-05-31");
        driver.send(events.organisationMerged("twin-maker", 2, null));

        // Then: the maker is in the zone, so is the twin; its line speaks in place of both; before, the later report
        assertThat(merged.value()).isEqualByComparingTo("2000");
        assertThat(beforeTheLine.value()).isEqualByComparingTo("800");
        assertThat(state()).isEqualTo(apart);
    }

    @Test
    void shouldFollowMergesOverRecordsThatAreNotRegisteredYet() {
        // Given
        driver.send(
                events.capacity("early", Subject.line("draft", "one", "z"), "5").claim(),
                events.projectMerged("draft", 1, "plan"),
                events.projectMerged("plan", 1, "final"));
        assertThat(operating()).isEqualTo(Total.ZERO);

        // When
        driver.send(events.project("final", null, "one"));
        Total withoutItsLine = operating();
        driver.send(events.project("plan", null, "one/z"));
        Total lineOfTheOneBetween = operating();
        driver.send(events.project("draft", null, "one/z"));

        // Then: its own record has the line, and the final one is there
        assertThat(withoutItsLine).isEqualTo(Total.ZERO);
        assertThat(lineOfTheOneBetween).isEqualTo(Total.ZERO);
        assertThat(operating().value()).isEqualByComparingTo("5");
        assertThat(stated()).isEqualTo(Map.of("early", "final draft"));
    }

    @Test
    void shouldNotCountMergesThatGoRoundInACircle() {
        // Given
        driver.send(
                events.project("twin", "maker", "one/a"),
                events.capacity("works-line", LINE, "3000").claim(),
                events.capacity("twin-line", Subject.line("twin", "one", "a"), "2000")
                        .claim(),
                events.projectMerged("twin", 1, "works"));
        assertThat(operating().value()).isEqualByComparingTo("3000");

        // When
        driver.send(events.projectMerged("works", 1, "twin"));

        // Then
        assertThat(operating().value()).isEqualByComparingTo("5000");
        assertThat(stated()).isEqualTo(Map.of("works-line", "works null", "twin-line", "twin null"));
    }

    /** Everything that a merge may change, but for the merge itself. */
    private Map<String, List<String>> state() {
        return Stream.of(
                        LedgerTopology.CLAIMS,
                        LedgerTopology.SUBJECTS,
                        LedgerTopology.SERIES,
                        LedgerTopology.CELLS,
                        LedgerTopology.BELOW,
                        LedgerTopology.TOTALS)
                .collect(Collectors.toMap(store -> store, driver::dump));
    }

    /** By the id of a claim on a capacity, the owner that it is filed under and, if that is another one, whom it states. */
    private Map<String, String> stated() {
        return driver.stores().entries("zone", Measure.CAPACITY, Basis.ACTUAL).entrySet().stream()
                .flatMap(cell -> cell.getValue().stream()
                        .map(entry ->
                                Map.entry(entry.claim(), cell.getKey().owner().id() + " " + entry.stated())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
