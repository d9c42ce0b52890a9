package dev.zoneledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Which records are one follows from the merges in force alone, and a merge undone has never been. */
class MergesTest {

    private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f");
    private static final EventCodec CODEC = new EventCodec();

    /** Few ids and few revisions: chains, circles, conflicts and merges undone are frequent. */
    @Provide
    Arbitrary<List<Merge>> events() {
        Arbitrary<String> ids = Arbitraries.of(IDS);
        return Combinators.combine(
                        ids,
                        Arbitraries.integers().between(1, 3),
                        ids.injectNull(0.2),
                        Arbitraries.of(true, false),
                        Arbitraries.of("why", "why not"))
                .filter((id, revision, into, ofProject, reason) -> !id.equals(into))
                .as(MergesTest::merge)
                .list()
                .ofMaxSize(14);
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    @Property(tries = 500)
    void shouldNotCareAboutOrderAndDuplicates(@ForAll("events") List<Merge> events, @ForAll("randoms") Random random) {
        // Given
        List<Merge> shuffled = new ArrayList<>(events);
        shuffled.addAll(events.subList(0, random.nextInt(events.size() + 1)));
        Collections.shuffle(shuffled, random);

        // When
        Merges merges = inForce(shuffled);

        // Then
        assertThat(canonical(merges)).isEqualTo(canonical(inForce(events)));
    }

    @Property(tries = 500)
    void shouldRestoreExactlyWhatWasBeforeAMergeThatIsUndone(@ForAll("events") List<Merge> events) {
        for (String id : IDS) {
            // Given
            List<Merge> without = events.stream()
                    .filter(each -> !(each instanceof ProjectMerge && each.id().equals(id)))
                    .toList();
            List<Merge> undone = new ArrayList<>(events);

            // When
            undone.add(project(id, 4, null, "a mistake"));

            // Then
            assertThat(canonical(inForce(undone))).isEqualTo(canonical(inForce(without)));
        }
    }

    @Property(tries = 500)
    void shouldBeCanonicalAtOnce(@ForAll("events") List<Merge> events) {
        // When
        Merges merges = inForce(events);

        // Then
        for (String id : IDS) {
            assertThat(merges.project(merges.project(id))).isEqualTo(merges.project(id));
            assertThat(merges.organisation(merges.organisation(id))).isEqualTo(merges.organisation(id));
        }
    }

    @Property(tries = 500)
    void shouldFollowToTheEndOrToTheFirstIdOfACircle(@ForAll("events") List<Merge> events) {
        // Given
        Map<String, String> into = new HashMap<>();
        greatest(events).forEach((of, merge) -> {
            if (merge instanceof ProjectMerge && merge.into() != null) {
                into.put(merge.id(), merge.into());
            }
        });

        // When
        Merges merges = inForce(events);

        // Then
        for (String id : IDS) {
            String expected = id;
            while (into.containsKey(expected) && !isOnACircle(expected, into)) {
                expected = into.get(expected);
            }
            assertThat(merges.project(id)).isEqualTo(expected);
        }
    }

    private static boolean isOnACircle(String id, Map<String, String> into) {
        String here = id;
        for (int steps = 0; steps < IDS.size() && here != null; steps++) {
            here = into.get(here);
            if (id.equals(here)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void shouldFollowAChain() {
        // When
        Merges merges = Merges.of(
                List.of(project("a", 1, "b", "why"), project("b", 1, "c", "why"), organisation("c", 1, "d", "why")));

        // Then
        assertThat(merges.project("a")).isEqualTo("c");
        assertThat(merges.project("c")).isEqualTo("c");
        assertThat(merges.organisation("a")).isEqualTo("a");
        assertThat(merges.organisation("c")).isEqualTo("d");
    }

    @Test
    void shouldNotCountMergesThatGoRoundInACircle() {
        // When
        Merges merges = Merges.of(
                List.of(project("a", 1, "b", "why"), project("b", 1, "c", "why"), project("c", 1, "b", "why")));

        // Then
        assertThat(merges.project("a")).isEqualTo("b");
        assertThat(merges.project("b")).isEqualTo("b");
        assertThat(merges.project("c")).isEqualTo("c");
    }

    @Test
    void shouldMoveASubjectWithItsPhaseAndLine() {
        // When
        Merges merges = Merges.of(List.of(project("a", 1, "b", "why"), organisation("a", 1, "c", "why")));

        // Then
        assertThat(merges.subject(Subject.line("a", "phase-1", "powder")))
                .isEqualTo(Subject.line("b", "phase-1", "powder"));
        assertThat(merges.subject(Subject.organisation("a"))).isEqualTo(Subject.organisation("c"));
        assertThat(merges.subject(Subject.zone("a"))).isEqualTo(Subject.zone("a"));
        assertThat(Merges.of(List.of()).subject(Subject.project("a"))).isEqualTo(Subject.project("a"));
    }

    @Test
    void shouldCountASubjectAsRegisteredByEitherRecordIfTheCanonicalOneIsThere() {
        // Given
        Subject subject = Subject.phase("a", "phase-1");
        Project with = withPhase("a", "phase-1");
        Project without = withPhase("a", "phase-2");

        // When, then
        assertThat(Merges.isRegistered(subject, with, withPhase("b", "phase-2")))
                .isTrue();
        assertThat(Merges.isRegistered(subject, without, withPhase("b", "phase-1")))
                .isTrue();
        assertThat(Merges.isRegistered(subject, null, withPhase("b", "phase-1")))
                .isTrue();
        assertThat(Merges.isRegistered(subject, without, withPhase("b", "phase-2")))
                .isFalse();
        assertThat(Merges.isRegistered(subject, with, null)).isFalse();
        assertThat(Merges.isRegistered(subject, with, with)).isTrue();
    }

    private static Project withPhase(String id, String phase) {
        return new Project(
                "zone-a",
                id,
                1,
                id,
                null,
                null,
                null,
                List.of(new Project.Phase(phase, phase, null, null, null)),
                null,
                null,
                null,
                null);
    }

    private static Map<String, String> canonical(Merges merges) {
        Map<String, String> canonical = new HashMap<>();
        for (String id : IDS) {
            canonical.put("project/" + id, merges.project(id));
            canonical.put("organisation/" + id, merges.organisation(id));
        }
        return canonical;
    }

    private static Merges inForce(List<Merge> events) {
        return Merges.of(greatest(events).values());
    }

    private static Map<String, Merge> greatest(List<Merge> events) {
        Map<String, Merge> greatest = new HashMap<>();
        events.forEach(event -> greatest.merge(
                event.type() + "/" + event.id(),
                event,
                (one, other) -> version(one).compareTo(version(other)) >= 0 ? one : other));
        return greatest;
    }

    private static Version version(Merge merge) {
        return new Version(merge.revision(), EventCodec.hash(merge.type(), CODEC.data(merge)));
    }

    private static Merge merge(String id, int revision, String into, boolean ofProject, String reason) {
        return ofProject ? project(id, revision, into, reason) : organisation(id, revision, into, reason);
    }

    private static ProjectMerge project(String id, int revision, String into, String reason) {
        return new ProjectMerge("zone-a", id, revision, into, reason, null, null, null, null);
    }

    private static OrganisationMerge organisation(String id, int revision, String into, String reason) {
        return new OrganisationMerge("zone-a", id, revision, into, reason, null, null, null, null);
    }
}
