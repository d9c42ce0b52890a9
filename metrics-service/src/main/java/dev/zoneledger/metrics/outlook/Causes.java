package dev.zoneledger.metrics.outlook;

import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.Status;
import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Reason;
import dev.zoneledger.metrics.ledger.Stretch;
import dev.zoneledger.metrics.state.Posting;
import dev.zoneledger.metrics.state.Supposition;
import dev.zoneledger.metrics.state.Timeline;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Why the totals of a day are not those of the day before, by the evaluation of the claims themselves. */
final class Causes {

    /** What is told of one place. */
    private record Place(String product, Owner owner, String place) implements Comparable<Place> {

        private static final Comparator<Place> ORDER = Comparator.comparing((Place each) -> each.owner.kind())
                .thenComparing(each -> each.owner.id())
                .thenComparing(Place::place)
                .thenComparing(Place::product);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private record Told(String product, Owner owner) {}

    private final Supposition supposition;
    private final Timeline timeline;
    private final Map<Told, List<Stretch>> stretches = new HashMap<>();
    private final Map<String, ClaimState> claims = new HashMap<>();

    Causes(Supposition supposition, Timeline timeline) {
        this.supposition = supposition;
        this.timeline = timeline;
    }

    /** The postings of one day by what they happen to, in the order of subjects. */
    static Collection<List<Posting>> byPlace(List<Posting> ofDay) {
        Map<Place, List<Posting>> places = new TreeMap<>();
        for (Posting posting : ofDay) {
            Place place = new Place(posting.series().product(), posting.owner(), posting.place());
            places.computeIfAbsent(place, key -> new ArrayList<>()).add(posting);
        }
        return places.values();
    }

    /** What happens to one place on a day. */
    Cause of(List<Posting> ofPlace) {
        Posting any = ofPlace.getFirst();
        LocalDate day = any.day();
        Stretch begun = stretch(ofPlace, true);
        Stretch ended = stretch(ofPlace, false);
        Stretch before = begun == null ? null : neighbour(any, begun.entry().claim(), begun.from(), false);
        Stretch after = ended == null ? null : neighbour(any, ended.entry().claim(), day, true);
        Entry successor = begun != null
                ? begun.entry()
                : after != null && after.other() != null ? entry(any, after.other()) : null;
        Entry speaking = successor == null ? Objects.requireNonNull(ended).entry() : successor;
        ClaimState state = claim(speaking);
        return new Cause(
                null,
                any.owner().subject(Objects.requireNonNull(state.claim()).subject()),
                any.series().product(),
                event(before, after, ended, successor),
                Cause.isPlanned(state),
                Cause.isCorrected(state),
                ended == null ? null : status(ended.entry()),
                successor == null || status(successor) == Status.UNKNOWN ? null : status(successor),
                begun == null ? null : said(begun.entry()),
                ended == null ? null : said(ended.entry()));
    }

    private static Event event(
            @Nullable Stretch before, @Nullable Stretch after, @Nullable Stretch ended, @Nullable Entry successor) {
        if (successor == null || (after != null && after.reason() == Reason.DECLARED)) {
            return Event.GIVES_WAY_TO_PARTS;
        }
        if (before != null && before.reason() == Reason.DECLARED) {
            return Event.PARTS_FALL_SILENT;
        }
        return ended != null && ended.entry().slot().equals(successor.slot())
                ? Event.RESTATED
                : Event.entering(status(successor));
    }

    /** The stretch that begins to count with the postings, or the one that ends with them. */
    private @Nullable Stretch stretch(List<Posting> ofPlace, boolean begins) {
        for (Posting posting : ofPlace) {
            if (posting.begins() == begins) {
                for (Stretch stretch : stretches(posting)) {
                    LocalDate bound = begins ? stretch.from() : stretch.to();
                    if (stretch.counts()
                            && stretch.entry().claim().equals(posting.claim())
                            && posting.day().equals(bound)) {
                        return stretch;
                    }
                }
            }
        }
        return null;
    }

    /** The claim's next stretch, or the one before. */
    private @Nullable Stretch neighbour(Posting of, String claim, LocalDate day, boolean next) {
        return stretches(of).stream()
                .filter(stretch -> stretch.entry().claim().equals(claim))
                .filter(stretch -> day.equals(next ? stretch.from() : stretch.to()))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Entry entry(Posting of, String claim) {
        return stretches(of).stream()
                .map(Stretch::entry)
                .filter(entry -> entry.claim().equals(claim))
                .findFirst()
                .orElse(null);
    }

    private List<Stretch> stretches(Posting posting) {
        return stretches.computeIfAbsent(
                new Told(posting.series().product(), posting.owner()),
                told -> supposition
                        .evaluation(timeline, told.product, told.owner)
                        .stretches());
    }

    private Cause.Said said(Entry entry) {
        return Cause.Said.of(claim(entry), entry);
    }

    private ClaimState claim(Entry entry) {
        return claims.computeIfAbsent(entry.claim(), id -> supposition.claim(id).orElseThrow());
    }

    private static Status status(Entry entry) {
        return Status.of(entry.slot());
    }
}
