package dev.zoneledger.ingest.entry;

import dev.zoneledger.contract.ZoneEvent;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The kinds of entries, by the word that the contract has for them. */
public enum Kind {
    ZONE("zone", Registrations.ZONE, Registrations::zone),
    ORGANISATION("organisation", Registrations.ORGANISATION, Registrations::organisation),
    PROJECT("project", Registrations.PROJECT, Registrations::project),
    POLICY("policy", Registrations.POLICY, Registrations::policy),
    MILESTONE("milestone", Registrations.MILESTONE, Registrations::milestone),
    RANKING("ranking", Registrations.RANKING, Registrations::ranking),
    CHAIN("chain", Registrations.CHAIN, Registrations::chain),
    ORGANISATION_MERGE("organisation-merge", MergeReader.FIELDS, MergeReader::organisation),
    PROJECT_MERGE("project-merge", MergeReader.FIELDS, MergeReader::project),
    CLAIM("claim", Claims.CLAIM, Claims::claim),
    RERANKING("reranking", Claims.RERANKING, Claims::reranking),
    SUPERSESSION("supersession", Claims.SUPERSESSION, Claims::supersession),
    RETRACTION("retraction", Claims.RETRACTION, Claims::retraction);

    static final Set<Kind> ALL = Collections.unmodifiableSet(EnumSet.allOf(Kind.class));

    private static final Map<String, Kind> BY_WORD = new LinkedHashMap<>();

    static {
        Arrays.stream(values()).forEach(kind -> BY_WORD.put(kind.word, kind));
    }

    private final String word;
    private final Set<Kind> alone = Set.of(this);
    private final Set<String> fields;
    private final Function<Fields, @Nullable ZoneEvent> reader;

    Kind(String word, Set<String> fields, Function<Fields, @Nullable ZoneEvent> reader) {
        this.word = word;
        this.fields = fields;
        this.reader = reader;
    }

    /** This kind and no other. */
    public Set<Kind> alone() {
        return alone;
    }

    /** The {@code type} of a line of an import. */
    public String word() {
        return word;
    }

    static @Nullable Kind find(String word) {
        return BY_WORD.get(word);
    }

    static Set<String> words() {
        return BY_WORD.keySet();
    }

    static Words<Kind> byWord() {
        return new Words<>(BY_WORD);
    }

    /**
     * The record of these fields, null if they have faults.
     *
     * @param values texts, decimals, booleans, lists and maps, as JSON has them
     */
    public @Nullable ZoneEvent read(Map<String, @Nullable Object> values, String pointer, Faults faults) {
        long before = faults.count();
        ZoneEvent event = reader.apply(Fields.of(values, pointer, faults, fields));
        // Fields that nobody knows are found before the reader looks for its own.
        return faults.count() > before ? null : event;
    }
}
