package dev.zoneledger.metrics.totals;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.SortedMap;

/** A question that is answered with totals. */
interface SlicedQuestion<A> extends Question<List<SlicedRow>, A> {

    @Override
    default TypeReference<List<SlicedRow>> type() {
        return new TypeReference<>() {};
    }

    @Override
    default List<SlicedRow> together(SortedMap<String, List<SlicedRow>> byZone) {
        return SlicedRow.together(byZone);
    }
}
