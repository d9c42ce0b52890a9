package dev.zoneledger.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random project events that the contract accepts. */
final class ProjectRecords {

    private ProjectRecords() {}

    static Arbitrary<ZoneEvent> zones() {
        return Combinators.combine(
                        Records.ids(),
                        Records.revisions(),
                        Records.texts(),
                        Records.texts().optional(),
                        Records.sources().optional())
                .as((id, revision, name, local, source) -> new Zone(
                        id,
                        revision,
                        name,
                        local.orElse(null),
                        aliases(name),
                        "CN",
                        source.orElse(null),
                        List.of(),
                        null));
    }

    static Arbitrary<ZoneEvent> organisations() {
        return Combinators.combine(
                        Records.ids(),
                        Records.revisions(),
                        Records.texts(),
                        Combinators.combine(
                                        RegisterIdsTest.leis().optional(),
                                        RegisterIdsTest.usccs().optional())
                                .as(Map::entry),
                        Arbitraries.of(OrganisationRole.values()),
                        Arbitraries.of(true, false),
                        Records.speakers(),
                        Records.sources().optional())
                .as((id, revision, name, registered, role, outside, speaker, source) -> new Organisation(
                        Records.ZONE,
                        id,
                        revision,
                        name,
                        null,
                        registered.getKey().orElse(null),
                        registered.getValue().orElse(null),
                        role,
                        outside,
                        aliases(name),
                        speaker.orElse(null),
                        source.orElse(null),
                        List.of(name),
                        name));
    }

    static Arbitrary<ZoneEvent> projects() {
        Arbitrary<List<Project.Phase>> phases = Combinators.combine(
                        Records.texts(),
                        Arbitraries.of(Status.values()).optional(),
                        Records.partialDates().optional(),
                        Records.ids().optional())
                .as((name, status, since, product) -> List.of(
                        new Project.Phase(
                                "phase-1",
                                name,
                                status.orElse(null),
                                since.orElse(null),
                                List.of(new Project.Line("line-1", name, product.orElse(null)))),
                        new Project.Phase("phase-2", name, null, null, List.of())));
        return Combinators.combine(
                        Records.ids(),
                        Records.revisions(),
                        Records.texts(),
                        Records.ids().optional(),
                        phases,
                        Records.speakers(),
                        Records.sources().optional())
                .as((id, revision, name, organisation, parts, speaker, source) -> new Project(
                        Records.ZONE,
                        id,
                        revision,
                        name,
                        null,
                        organisation.orElse(null),
                        aliases(name),
                        parts,
                        speaker.orElse(null),
                        source.orElse(null),
                        List.of(),
                        null));
    }

    static Arbitrary<ZoneEvent> policies() {
        return Combinators.combine(
                        Records.ids(),
                        Records.revisions(),
                        Records.texts(),
                        Records.ids().optional(),
                        Records.partialDates().optional(),
                        Records.texts().list().ofMaxSize(3),
                        Arbitraries.integers().between(3, 10).optional())
                .as((id, revision, name, issuer, issuedOn, measures, stated) -> new Policy(
                        Records.ZONE,
                        id,
                        revision,
                        name,
                        null,
                        issuer.orElse(null),
                        issuedOn.orElse(null),
                        null,
                        stated.orElse(null),
                        measures,
                        null,
                        null,
                        List.of(),
                        null));
    }

    static Arbitrary<ZoneEvent> milestones() {
        return Combinators.combine(
                        Records.ids(),
                        Records.revisions(),
                        Records.subjects(),
                        Records.texts(),
                        Records.partialDates().optional(),
                        Records.speakers(),
                        Records.sources().optional())
                .as((id, revision, subject, title, on, speaker, source) -> new Milestone(
                        Records.ZONE,
                        id,
                        revision,
                        subject,
                        title,
                        on.orElse(null),
                        null,
                        speaker.orElse(null),
                        source.orElse(null),
                        List.of(),
                        null));
    }

    static Arbitrary<ZoneEvent> rankings() {
        return Combinators.combine(
                        Records.ids(),
                        Records.revisions(),
                        Records.subjects(),
                        Records.revisions(),
                        Arbitraries.of(true, false),
                        Records.texts(),
                        Records.partialDates().optional())
                .as((id, revision, subject, position, only, among, asOf) -> new Ranking(
                        Records.ZONE,
                        id,
                        revision,
                        subject,
                        position,
                        only,
                        among,
                        among,
                        null,
                        asOf.orElse(null),
                        null,
                        null,
                        List.of(),
                        null));
    }

    static Arbitrary<ZoneEvent> chains() {
        Arbitrary<ChainStatement.Edge> edges =
                Combinators.combine(Records.ids(), Records.ids()).as(ChainStatement.Edge::new);
        return Combinators.combine(
                        Records.ids(),
                        Records.revisions(),
                        Records.ids(),
                        edges.list().ofMaxSize(3),
                        Records.ids().optional(),
                        Arbitraries.of(ClaimRank.values()),
                        Records.texts())
                .as((id, revision, chain, parts, leader, rank, reason) -> new ChainStatement(
                        Records.ZONE,
                        id,
                        revision,
                        chain,
                        parts,
                        leader.orElse(null),
                        rank,
                        reason,
                        null,
                        null,
                        List.of(),
                        null));
    }

    static Arbitrary<Merge> merges(Arbitrary<String> ids) {
        return Combinators.combine(
                        ids,
                        Records.revisions(),
                        ids.optional(0.8),
                        Arbitraries.of(true, false),
                        Records.texts(),
                        Records.speakers(),
                        Records.sources().optional())
                .filter((id, revision, into, ofProject, reason, speaker, source) -> !id.equals(into.orElse(null)))
                .as((id, revision, into, ofProject, reason, speaker, source) -> ofProject
                        ? new ProjectMerge(
                                Records.ZONE,
                                id,
                                revision,
                                into.orElse(null),
                                reason,
                                speaker.orElse(null),
                                source.orElse(null),
                                List.of(reason),
                                reason)
                        : new OrganisationMerge(
                                Records.ZONE,
                                id,
                                revision,
                                into.orElse(null),
                                reason,
                                speaker.orElse(null),
                                source.orElse(null),
                                List.of(),
                                null));
    }

    private static List<Alias> aliases(String name) {
        return Arrays.asList(new Alias(name, null, null), new Alias(name, "steward", "why"));
    }
}
