package dev.zoneledger.ingest;

import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventCodec.Encoded;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.ingest.Writer.Rights;
import dev.zoneledger.ingest.entry.Entry;
import dev.zoneledger.ingest.entry.Faults;
import dev.zoneledger.ingest.entry.Kind;
import dev.zoneledger.rest.Problem.FieldError;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns the entries of one request into the records that may be published for its caller. */
final class Admission {

    /** The CloudEvents {@code source} of entries that bring none. */
    static final String SOURCE = "urn:zone-ledger:ingest";

    private final Rights rights;
    private final long maxLength;
    private final EventCodec codec;

    /**
     * Under which ids an entry is published.
     *
     * @param source the CloudEvents {@code source}
     * @param id the CloudEvents {@code id}; null if it follows from the content
     * @param claimId of a claim that bears none; null if it follows from the content
     */
    record Names(
            String source, @Nullable String id, @Nullable String claimId) {

        static final Names OF_CONTENT = new Names(SOURCE, null, null);
    }

    /** An entry that may be published: what was read, and the record under the ids that it has got. */
    record Admitted(Kind kind, int revision, Encoded encoded) {}

    /** @param maxLength of the data of an event, in bytes */
    Admission(Rights rights, long maxLength, EventCodec codec) {
        this.rights = rights;
        this.maxLength = maxLength;
        this.codec = codec;
    }

    boolean mayWriteTo(String zone) {
        return rights.mayWriteTo(zone);
    }

    /**
     * The entry's record; null, with a fault put down, if it may not be published.
     *
     * @param pointer to the entry in the body
     */
    @Nullable
    Admitted admit(Entry entry, Names names, String pointer, Faults faults) {
        ZoneEvent event = Objects.requireNonNull(entry.event());
        FieldError refusal = rights.refusal(event);
        if (refusal != null) {
            faults.add(() -> FieldError.at(pointer + refusal.pointer(), refusal.detail(), null));
            return null;
        }
        Encoded encoded = encoded(entry, names);
        if (encoded.data().length > maxLength) {
            faults.add(() -> FieldError.at(
                    pointer, "an entry has at most " + maxLength + " bytes (zone.ingest.limits.entry)", null));
            return null;
        }
        return new Admitted(Objects.requireNonNull(entry.kind()), event.revision(), encoded);
    }

    /** Why an entry was not admitted. */
    Rejection rejection(Entry entry) {
        ZoneEvent event = entry.event();
        if (event == null) {
            return entry.kind() == null ? Rejection.UNREADABLE : Rejection.INVALID;
        }
        return rights.refusal(event) == null ? Rejection.TOO_LARGE : Rejection.NOT_ALLOWED;
    }

    private Encoded encoded(Entry entry, Names names) {
        Entry named = names.claimId == null ? entry : entry.orNamed(names.claimId);
        ZoneEvent event = Objects.requireNonNull(named.event());
        return !named.named() && event instanceof Claim claim
                ? codec.encodeUnnamed(claim, names.source)
                : codec.encode(event, names.source, names.id);
    }
}
