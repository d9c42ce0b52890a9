package dev.zoneledger.metrics.state;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimMark;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ClaimState} as it is kept: the data of its events as they came, with their versions beside them. Which is the
 * greater one is seen without parsing, and most claims are never parsed again.
 *
 * @param content of the greatest version; null while only marks have come
 * @param mark of the greatest version; null if there is none
 */
record KeptClaim(@Nullable Revision content, @Nullable Revision mark) {

    private static final Map<EventType, ObjectReader> READERS = readers();

    /**
     * An event of a claim.
     *
     * @param data its JSON; the version's hash is one of it, so two revisions of one version are the same
     */
    record Revision(EventType type, Version version, byte[] data) {

        private <T> T read(Class<T> kind) {
            try {
                return kind.cast(Objects.requireNonNull(READERS.get(type)).readValue(data));
            } catch (IOException e) {
                throw new UncheckedIOException("this was an event when it came: " + version, e);
            }
        }

        private boolean isGreaterThan(@Nullable Revision other) {
            return other == null || version.compareTo(other.version) > 0;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Revision revision && version.equals(revision.version);
        }

        @Override
        public int hashCode() {
            return version.hashCode();
        }

        @Override
        public String toString() {
            return type.type() + " " + version;
        }
    }

    static KeptClaim of(EventType type, Version version, byte[] data) {
        Revision revision = new Revision(type, version, data);
        return ClaimMark.class.isAssignableFrom(type.data())
                ? new KeptClaim(null, revision)
                : new KeptClaim(revision, null);
    }

    /** Both together: of content and of mark the greater version; this one itself if the other adds nothing. */
    KeptClaim merge(KeptClaim other) {
        boolean contentThere = other.content != null && other.content.isGreaterThan(content);
        boolean markThere = other.mark != null && other.mark.isGreaterThan(mark);
        return contentThere || markThere
                ? new KeptClaim(contentThere ? other.content : content, markThere ? other.mark : mark)
                : this;
    }

    /** What it says, parsed. */
    ClaimState state() {
        return new ClaimState(
                content == null ? null : content.read(Claim.class),
                content == null ? null : content.version,
                mark == null ? null : mark.read(ClaimMark.class),
                mark == null ? null : mark.version);
    }

    private static Map<EventType, ObjectReader> readers() {
        ObjectMapper mapper = Json.mapper();
        Map<EventType, ObjectReader> readers = new EnumMap<>(EventType.class);
        for (EventType type : EventType.values()) {
            readers.put(type, mapper.readerFor(type.data()));
        }
        return readers;
    }
}
