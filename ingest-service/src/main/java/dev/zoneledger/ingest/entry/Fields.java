package dev.zoneledger.ingest.entry;

import dev.zoneledger.contract.Ids;
import dev.zoneledger.ingest.entry.Tree.NoNumber;
import dev.zoneledger.rest.Problem.FieldError;
import dev.zoneledger.rest.Suggestions;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object. Each is asked for by the name and type that it should have; null is answered where it is
 * not there or not as asked for, and the latter is put down as a fault. A field that is null is a field that is not there.
 */
final class Fields {

    private final Map<String, @Nullable Object> values;
    private final @Nullable Fields parent;
    private final String step;
    private final Faults faults;

    private Fields(
            Map<String, @Nullable Object> values,
            @Nullable Fields parent,
            String step,
            Faults faults,
            Set<String> known) {
        this.values = values;
        this.parent = parent;
        this.step = step;
        this.faults = faults;
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                fault(name, () -> "there is no such field", () -> nearest(name, known));
            }
        }
    }

    /**
     * The fields of an entry.
     *
     * @param pointer to the entry: empty, or its place in an array
     * @param known names that the object may have
     */
    static Fields of(Map<String, @Nullable Object> values, String pointer, Faults faults, Set<String> known) {
        return new Fields(values, null, pointer, faults, known);
    }

    /** Names of a record's components, which are the names of its fields in JSON. */
    static Set<String> namesOf(Class<? extends Record> type) {
        Set<String> names = new LinkedHashSet<>();
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).forEach(names::add);
        return names;
    }

    Faults faults() {
        return faults;
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    /** A text that is not blank; must be there. */
    @Nullable
    String text(String name) {
        return required(name) ? optionalText(name) : null;
    }

    @Nullable
    String optionalText(String name) {
        Object value = values.get(name);
        // Asked for every field of every entry, where a pattern switch is dearer than this.
        if (value instanceof String text) {
            return checked(name, text);
        }
        return value == null ? null : wrongType(name, "text", value);
    }

    /** A text as every field wants it. */
    static boolean isText(String text) {
        return !text.isBlank() && isPlain(text);
    }

    private @Nullable String checked(String name, String text) {
        if (text.isBlank()) {
            return fault(name, () -> "is blank; leave a field out that is not known", () -> null);
        }
        if (!isPlain(text)) {
            return fault(name, () -> "holds a control character or half a surrogate pair", () -> null);
        }
        return text;
    }

    /** An id; must be there. */
    @Nullable
    String id(String name) {
        return required(name) ? optionalId(name) : null;
    }

    @Nullable
    String optionalId(String name) {
        String text = optionalText(name);
        if (text == null || Ids.isId(text)) {
            return text;
        }
        return fault(name, () -> "expected an id: " + Ids.FORM, () -> asId(text));
    }

    /** The value of that code; must be there. */
    <E extends Enum<E>> @Nullable E code(String name, Codes<E> codes) {
        return required(name) ? optionalCode(name, codes) : null;
    }

    <E extends Enum<E>> @Nullable E optionalCode(String name, Codes<E> codes) {
        String text = optionalText(name);
        if (text == null) {
            return null;
        }
        E value = codes.find(text);
        return value != null
                ? value
                : fault(
                        name,
                        () -> "expected one of " + String.join(", ", codes.codes()),
                        () -> nearest(text, codes.codes()));
    }

    <E extends Enum<E>> E codeOr(String name, Codes<E> codes, E otherwise) {
        E value = optionalCode(name, codes);
        return value == null ? otherwise : value;
    }

    /** False if it is not there. */
    boolean flag(String name) {
        Object value = values.get(name);
        if (value != null && !(value instanceof Boolean)) {
            wrongType(name, "true or false", value);
        }
        return Boolean.TRUE.equals(value);
    }

    /** A number; must be there. */
    @Nullable
    BigDecimal number(String name) {
        return required(name) ? optionalNumber(name) : null;
    }

    private @Nullable BigDecimal optionalNumber(String name) {
        Object value = values.get(name);
        if (value instanceof BigDecimal number) {
            return number;
        }
        return value == null ? null : wrongType(name, "a number", value);
    }

    /** A whole number from 1. */
    int revision() {
        Integer revision = optionalWhole("revision", 1);
        return revision == null ? 1 : revision;
    }

    /** A whole number not less than that; must be there. */
    @Nullable
    Integer whole(String name, int least) {
        return required(name) ? optionalWhole(name, least) : null;
    }

    @Nullable
    Integer optionalWhole(String name, int least) {
        BigDecimal number = optionalNumber(name);
        if (number == null) {
            return null;
        }
        try {
            int whole = number.intValueExact();
            if (whole >= least) {
                return whole;
            }
        } catch (ArithmeticException notWhole) {
            // Told below, as a number that is too small is.
        }
        return fault(name, () -> "expected a whole number from " + least + " to " + Integer.MAX_VALUE, () -> null);
    }

    /** An object with fields of those names; must be there. */
    @Nullable
    Fields object(String name, Set<String> known) {
        return required(name) ? optionalObject(name, known) : null;
    }

    @Nullable
    Fields optionalObject(String name, Set<String> known) {
        Object value = values.get(name);
        return value == null ? null : asObject(value, name, known);
    }

    /** An array of objects, empty if it is not there. */
    List<Fields> objects(String name, Set<String> known) {
        List<Fields> objects = new ArrayList<>();
        List<?> elements = elements(name);
        for (int i = 0; i < elements.size(); i++) {
            Fields object = asObject(elements.get(i), name + "/" + i, known);
            if (object != null) {
                objects.add(object);
            }
        }
        return objects;
    }

    /** An array of texts that are not blank, empty if it is not there. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        List<?> elements = elements(name);
        for (int i = 0; i < elements.size(); i++) {
            String path = name + "/" + i;
            String text = elements.get(i) instanceof String found
                    ? checked(path, found)
                    : wrongType(path, "text", elements.get(i));
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private List<?> elements(String name) {
        Object value = values.get(name);
        if (value instanceof List<?> list) {
            return list;
        }
        if (value != null) {
            wrongType(name, "an array", value);
        }
        return List.of();
    }

    // The parser makes no other maps.
    @SuppressWarnings("unchecked")
    private @Nullable Fields asObject(@Nullable Object value, String path, Set<String> known) {
        return value instanceof Map<?, ?> map
                ? new Fields((Map<String, @Nullable Object>) map, this, path, faults, known)
                : wrongType(path, "an object", value);
    }

    private boolean required(String name) {
        if (has(name)) {
            return true;
        }
        fault(name, () -> "is missing", () -> null);
        return false;
    }

    private <T> @Nullable T wrongType(String path, String expected, @Nullable Object found) {
        return fault(path, () -> "expected " + expected + ", found " + typeOf(found), () -> null);
    }

    /** Puts down a fault of the field and answers null. */
    <T> @Nullable T fault(String path, Supplier<String> detail, Supplier<@Nullable String> suggestion) {
        faults.add(() -> FieldError.at(pointer() + "/" + escaped(path), detail.get(), suggestion.get()));
        return null;
    }

    /** Puts down a fault of the field and answers null. */
    <T> @Nullable T fault(String path, String detail) {
        return fault(path, () -> detail, () -> null);
    }

    /** Puts down a fault of the object as a whole. */
    void fault(String detail) {
        faults.add(() -> FieldError.at(pointer(), detail, null));
    }

    private String pointer() {
        return parent == null ? step : parent.pointer() + "/" + step;
    }

    // Paths that we make have slashes where RFC 6901 wants them; names that were sent are no part of ours.
    private String escaped(String path) {
        return values.containsKey(path) ? path.replace("~", "~0").replace("/", "~1") : path;
    }

    static String typeOf(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "text";
            case BigDecimal number -> "a number";
            case Boolean flag -> flag.toString();
            case NoNumber none -> "NaN or an infinity, or what comes to one";
            case List<?> list -> "an array";
            default -> "an object";
        };
    }

    static @Nullable String nearest(String given, Collection<String> known) {
        return Suggestions.nearest(given, known).orElse(null);
    }

    private static @Nullable String asId(String text) {
        String id = text.toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return Ids.isId(id) ? id : null;
    }

    /** Whether databases and other systems can hold it: no control characters but tab and line ends, no half characters. */
    static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < ' ' ? each != '\n' && each != '\r' && each != '\t' : each == 0x7F) {
                return false;
            }
            if (Character.isSurrogate(each)) {
                boolean pair = Character.isHighSurrogate(each)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
