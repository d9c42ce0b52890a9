package dev.zoneledger.contract;

import java.util.Arrays;
import java.util.Optional;

/** The CloudEvents types of the log. A type's name ends with its version; changes within a version are additive. */
public enum EventType {
    ZONE_REGISTERED("zone.zone.registered.v1", "zone", Zone.class),
    ORGANISATION_REGISTERED("zone.organisation.registered.v1", "organisation", Organisation.class),
    PROJECT_REGISTERED("zone.project.registered.v1", "project", Project.class),
    POLICY_REGISTERED("zone.policy.registered.v1", "policy", Policy.class),
    MILESTONE_REPORTED("zone.milestone.reported.v1", "milestone", Milestone.class),
    RANKING_REPORTED("zone.ranking.reported.v1", "ranking", Ranking.class),
    CHAIN_REPORTED("zone.chain.reported.v1", "chain", ChainStatement.class),
    ORGANISATION_MERGED("zone.organisation.merged.v1", "organisation-merge", OrganisationMerge.class),
    PROJECT_MERGED("zone.project.merged.v1", "project-merge", ProjectMerge.class),
    CAPACITY_REPORTED("zone.capacity.reported.v1", "claim", Claim.class),
    OUTPUT_REPORTED("zone.output.reported.v1", "claim", Claim.class),
    VALUE_REPORTED("zone.value.reported.v1", "claim", Claim.class),
    COUNT_REPORTED("zone.count.reported.v1", "claim", Claim.class),
    CLAIM_RERANKED("zone.claim.reranked.v1", "reranking", Reranking.class),
    CLAIM_SUPERSEDED("zone.claim.superseded.v1", "supersession", Supersession.class),
    CLAIM_RETRACTED("zone.claim.retracted.v1", "retraction", Retraction.class);

    private static final String SCHEMA_PREFIX = "urn:zone-ledger:schema:";

    private final String type;
    private final String kind;
    private final Class<? extends ZoneEvent> data;

    EventType(String type, String kind, Class<? extends ZoneEvent> data) {
        this.type = type;
        this.kind = kind;
        this.data = data;
    }

    /** The CloudEvents {@code type}. */
    public String type() {
        return type;
    }

    /** The word for it where people write it: the {@code type} of a line of an import. */
    public String kind() {
        return kind;
    }

    public Class<? extends ZoneEvent> data() {
        return data;
    }

    /** The CloudEvents {@code dataschema}; the schema itself is the resource {@code schemas/<type>.json}. */
    public String dataSchema() {
        return SCHEMA_PREFIX + type;
    }

    public static Optional<EventType> find(String type) {
        return Arrays.stream(values()).filter(each -> each.type.equals(type)).findFirst();
    }

    static EventType of(ZoneEvent event) {
        return switch (event) {
            case Zone e -> ZONE_REGISTERED;
            case Organisation e -> ORGANISATION_REGISTERED;
            case Project e -> PROJECT_REGISTERED;
            case Policy e -> POLICY_REGISTERED;
            case Milestone e -> MILESTONE_REPORTED;
            case Ranking e -> RANKING_REPORTED;
            case ChainStatement e -> CHAIN_REPORTED;
            case OrganisationMerge e -> ORGANISATION_MERGED;
            case ProjectMerge e -> PROJECT_MERGED;
            case Reranking e -> CLAIM_RERANKED;
            case Supersession e -> CLAIM_SUPERSEDED;
            case Retraction e -> CLAIM_RETRACTED;
            case Claim claim ->
                switch (claim.measure().family()) {
                    case CAPACITY -> CAPACITY_REPORTED;
                    case OUTPUT -> OUTPUT_REPORTED;
                    case VALUE -> VALUE_REPORTED;
                    case COUNT -> COUNT_REPORTED;
                };
        };
    }
}
