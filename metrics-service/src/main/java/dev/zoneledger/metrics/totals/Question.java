package dev.zoneledger.metrics.totals;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.zoneledger.metrics.state.LedgerStores;
import java.time.LocalDate;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A question that can be put to one zone, or to several at once: each of these is answered as if it were asked alone, and
 * beside them stands what they say together.
 *
 * @param <S> what a zone says. JSON can be made of it and it again, as another instance may keep the zone
 * @param <A> the answer as clients see it
 */
public interface Question<S, A> {

    /** Of what a zone says. */
    TypeReference<S> type();

    /** What that zone says. */
    S ask(LedgerStores stores, String zone);

    /** What zones say together: what is the same but for the zone is added. Nothing if there are none. */
    S together(SortedMap<String, S> byZone);

    /**
     * The answer.
     *
     * @param zone whose it is; null of several together
     * @param position that it reflects; null of several if nothing is reflected yet
     */
    A told(S said, @Nullable String zone, @Nullable String position);

    /** The day that the answer depends on although the request does not name it. */
    default @Nullable LocalDate today() {
        return null;
    }
}
