package dev.zoneledger.ingest.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values of one of the contract's enums by the codes that they have in JSON. */
final class Codes<E extends Enum<E>> {

    private final Map<String, E> values = new LinkedHashMap<>();
    private final Words<E> words;

    Codes(Class<E> type, Function<E, String> code) {
        for (E value : List.of(type.getEnumConstants())) {
            values.put(code.apply(value), value);
        }
        words = new Words<>(values);
    }

    @Nullable
    E find(String code) {
        return values.get(code);
    }

    Words<E> words() {
        return words;
    }

    Set<String> codes() {
        return values.keySet();
    }
}
