package dev.zoneledger.ingest.entry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.zoneledger.contract.Json;
import dev.zoneledger.rest.Problem.FieldError;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as maps, lists, texts, decimals and booleans. Jackson's own tree would let the last of two fields of one name win
 * without a word, or stop at the first; here both are told and reading goes on.
 */
final class Tree {

    /** Stands for NaN, the infinities and what no decimal can hold; read so that the fault is told where it is. */
    enum NoNumber {
        INSTANCE
    }

    // A long holds every whole number of so many characters.
    private static final int LONG_DIGITS = 18;

    // Longer than any name of a field, short enough to be repeated in an answer.
    private static final int MAX_NAME_LENGTH = 200;

    private Tree() {}

    /** @param maxDepth levels of objects and arrays in each other */
    static JsonFactory factory(int maxDepth) {
        JsonFactory contract = Json.mapper().getFactory();
        return contract.rebuild()
                .streamReadConstraints(contract.streamReadConstraints()
                        .rebuild()
                        .maxNestingDepth(maxDepth)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .build())
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                // Names come from outside: none is worth the JVM's table of interned strings.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /** The value that begins at the parser's current token; null for JSON's null. */
    static @Nullable Object read(JsonParser parser, Faults faults) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, faults);
            case START_ARRAY -> array(parser, faults);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new IllegalStateException("no value begins with " + parser.currentToken());
        };
    }

    /** The number at the parser's current token: a decimal, or {@link NoNumber}. */
    static Object number(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() <= LONG_DIGITS) {
            return BigDecimal.valueOf(parser.getLongValue());
        }
        try {
            return parser.isNaN() ? NoNumber.INSTANCE : parser.getDecimalValue();
        } catch (NumberFormatException beyondDecimals) {
            // An exponent of many digits, which the parser lets through to here.
            return NoNumber.INSTANCE;
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, Faults faults) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            String pointer = fields.containsKey(name)
                    ? parser.getParsingContext().pathAsPointer().toString()
                    : null;
            fields.put(name, read(parser, faults));
            if (pointer != null) {
                faults.add(() -> FieldError.at(pointer, "the field stands twice in one object", null));
            }
        }
        return fields;
    }

    private static List<@Nullable Object> array(JsonParser parser, Faults faults) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(read(parser, faults));
        }
        return elements;
    }
}
