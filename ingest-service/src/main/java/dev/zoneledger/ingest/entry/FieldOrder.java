package dev.zoneledger.ingest.entry;

import dev.zoneledger.ingest.entry.Words.Word;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * In which order the fields of objects stand that come one after the other: which field was behind which the last time. It is
 * only guessed by, and for one thread.
 */
final class FieldOrder {

    private @Nullable Word<?>[] behind = new Word<?>[0];

    /** What was behind that field; null if it is not known. */
    // Both are of one list: put in together.
    @SuppressWarnings("unchecked")
    <T> @Nullable Word<T> behind(Word<T> field) {
        return field.number() < behind.length ? (Word<T>) behind[field.number()] : null;
    }

    <T> void put(Word<T> field, Word<T> next) {
        if (field.number() >= behind.length) {
            behind = Arrays.copyOf(behind, Math.max(2 * behind.length, field.number() + 1));
        }
        behind[field.number()] = next;
    }
}
