package dev.zoneledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Order of arrival and duplicates cannot matter. */
class MergingTest {

    private static final EventCodec CODEC = new EventCodec();

    /** Revisions of one claim: contents and marks, many of them under equal revisions. */
    @Provide
    Arbitrary<List<ClaimState>> revisions() {
        Arbitrary<String> id = Arbitraries.just("claim-1");
        return Arbitraries.oneOf(
                        Records.claims(id).map(CapacityEvent.class::cast),
                        Records.marks(id).map(CapacityEvent.class::cast))
                .flatMap(event -> Arbitraries.integers().between(1, 4).map(revision -> withRevision(event, revision)))
                .map(event -> ClaimState.of(
                        event, new Version(event.revision(), EventCodec.hash(event.type(), CODEC.data(event)))))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    /** Claims of one series and date, some of them marked. */
    @Provide
    Arbitrary<List<ClaimState>> candidates() {
        Arbitrary<String> ids = Arbitraries.of("claim-1", "claim-2", "claim-3", "claim-4");
        return Combinators.combine(
                        Records.claims(ids).map(claim -> (Claim) withRevision(claim, 1)),
                        Records.marks(Arbitraries.just("any")).optional(0.4))
                .as((claim, mark) -> mark.map(each -> state(claim).merge(state(withId(each, claim.id()))))
                        .orElseGet(() -> state(claim)))
                .list()
                .ofMaxSize(6)
                .map(MergingTest::oneOfEachId);
    }

    @Property(tries = 300)
    void shouldMergeInAnyOrderAndWithAnyDuplicates(
            @ForAll("revisions") List<ClaimState> revisions, @ForAll("randoms") Random random) {
        // Given
        List<ClaimState> shuffled = new ArrayList<>(revisions);
        shuffled.addAll(revisions.subList(0, random.nextInt(revisions.size() + 1)));
        Collections.shuffle(shuffled, random);

        // When
        ClaimState once = merged(revisions);
        ClaimState again = merged(shuffled);

        // Then
        assertThat(again).isEqualTo(once);
    }

    @Property(tries = 300)
    void shouldMergeCommutatively(
            @ForAll("revisions") List<ClaimState> left, @ForAll("revisions") List<ClaimState> right) {
        // Given
        ClaimState one = merged(left);
        ClaimState other = merged(right);

        // When
        ClaimState both = one.merge(other);

        // Then
        assertThat(other.merge(one)).isEqualTo(both);
    }

    @Property(tries = 300)
    void shouldMergeAssociatively(
            @ForAll("revisions") List<ClaimState> first,
            @ForAll("revisions") List<ClaimState> second,
            @ForAll("revisions") List<ClaimState> third) {
        // Given
        ClaimState a = merged(first);
        ClaimState b = merged(second);
        ClaimState c = merged(third);

        // When
        ClaimState fromTheLeft = a.merge(b).merge(c);

        // Then
        assertThat(a.merge(b.merge(c))).isEqualTo(fromTheLeft);
    }

    @Property(tries = 300)
    void shouldMergeIdempotently(@ForAll("revisions") List<ClaimState> revisions) {
        // Given
        ClaimState state = merged(revisions);

        // When
        ClaimState twice = state.merge(state);

        // Then
        assertThat(twice).isEqualTo(state);
    }

    @Property(tries = 300)
    void shouldHoldTheGreatestContentAndTheGreatestMark(@ForAll("revisions") List<ClaimState> revisions) {
        // When
        ClaimState state = merged(revisions);

        // Then
        assertThat(Optional.ofNullable(state.claimVersion()))
                .isEqualTo(revisions.stream()
                        .map(ClaimState::claimVersion)
                        .filter(version -> version != null)
                        .max(Version::compareTo));
        assertThat(Optional.ofNullable(state.markVersion()))
                .isEqualTo(revisions.stream()
                        .map(ClaimState::markVersion)
                        .filter(version -> version != null)
                        .max(Version::compareTo));
    }

    @Property(tries = 300)
    void shouldPickTheSameClaimInAnyOrderAndWithAnyDuplicates(
            @ForAll("candidates") List<ClaimState> candidates, @ForAll("randoms") Random random) {
        // Given
        List<ClaimState> shuffled = new ArrayList<>(candidates);
        shuffled.addAll(candidates);
        Collections.shuffle(shuffled, random);

        // When
        Optional<ClaimState> holding = Precedence.holding(candidates);

        // Then
        assertThat(Precedence.holding(shuffled)).isEqualTo(holding);
    }

    @Property(tries = 300)
    void shouldPickTheSameClaimWhenPickedInParts(
            @ForAll("candidates") List<ClaimState> candidates, @ForAll("randoms") Random random) {
        // Given
        int cut = random.nextInt(candidates.size() + 1);
        List<ClaimState> winners = new ArrayList<>();
        Precedence.holding(candidates.subList(0, cut)).ifPresent(winners::add);
        Precedence.holding(candidates.subList(cut, candidates.size())).ifPresent(winners::add);

        // When
        Optional<ClaimState> ofTheParts = Precedence.holding(winners);

        // Then
        assertThat(ofTheParts).isEqualTo(Precedence.holding(candidates));
    }

    @Property(tries = 300)
    void shouldNeverPickWhatMayNotHold(@ForAll("candidates") List<ClaimState> candidates) {
        // When
        Optional<ClaimState> holding = Precedence.holding(candidates);

        // Then
        assertThat(holding.isPresent()).isEqualTo(candidates.stream().anyMatch(Precedence::mayHold));
        assertThat(holding.stream()).allSatisfy(state -> {
            assertThat(state.isRetracted()).isFalse();
            assertThat(state.isSuperseded()).isFalse();
            assertThat(state.rank().orElseThrow()).isIn(ClaimRank.PREFERRED, ClaimRank.NORMAL);
        });
    }

    private static ClaimState merged(List<ClaimState> states) {
        return states.stream().reduce(ClaimState::merge).orElseThrow();
    }

    private static ClaimState state(CapacityEvent event) {
        return ClaimState.of(event, new Version(event.revision(), EventCodec.hash(event.type(), CODEC.data(event))));
    }

    private static List<ClaimState> oneOfEachId(List<ClaimState> states) {
        List<ClaimState> unique = new ArrayList<>();
        for (ClaimState state : states) {
            if (unique.stream()
                    .noneMatch(each -> each.claim().id().equals(state.claim().id()))) {
                unique.add(state);
            }
        }
        return unique;
    }

    private static ClaimMark withId(ClaimMark mark, String id) {
        return switch (mark) {
            case Reranking m -> new Reranking(m.zone(), id, m.revision(), m.rank(), m.reason(), m.decidedBy());
            case Supersession m ->
                new Supersession(m.zone(), id, m.revision(), m.supersededBy(), m.reason(), m.decidedBy());
            case Retraction m -> new Retraction(m.zone(), id, m.revision(), m.reason(), m.decidedBy());
        };
    }

    private static CapacityEvent withRevision(CapacityEvent event, int revision) {
        return switch (event) {
            case Reranking m -> new Reranking(m.zone(), m.id(), revision, m.rank(), m.reason(), m.decidedBy());
            case Supersession m ->
                new Supersession(m.zone(), m.id(), revision, m.supersededBy(), m.reason(), m.decidedBy());
            case Retraction m -> new Retraction(m.zone(), m.id(), revision, m.reason(), m.decidedBy());
            case Claim c ->
                new Claim(
                        c.zone(),
                        c.id(),
                        revision,
                        c.subject(),
                        c.measure(),
                        c.product(),
                        c.counted(),
                        c.quantity(),
                        c.status(),
                        c.basis(),
                        c.effectiveFrom(),
                        c.period(),
                        c.rank(),
                        c.reason(),
                        c.readings(),
                        c.statedBy(),
                        c.source(),
                        c.inferred(),
                        c.note());
        };
    }
}
