package dev.zoneledger.metrics.outlook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Bound;
import dev.zoneledger.contract.CapacityEvent;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Precision;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Unit;
import dev.zoneledger.rest.Problem.FieldError;
import dev.zoneledger.rest.Suggestions;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads a supposed claim or project, as it would be posted, with the contract's own records: what they refuse is refused
 * here, with a pointer. It becomes the event that a post would make of it, under the id that it would have.
 */
final class SupposedEventReader {

    private static final ObjectMapper JSON = Json.mapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final EventCodec CODEC = new EventCodec();

    /** Who publishes what is only supposed, and the source of a claim that names none. */
    private static final String SCENARIO = "urn:zone-ledger:scenario";

    private static final String UNNAMED = "unnamed";

    private static final Map<String, List<String>> CODES = Map.of(
            "measure", codes(Measure.values(), Measure::code),
            "status", codes(Status.values(), Status::code),
            "basis", codes(Basis.values(), Basis::code),
            "rank", codes(ClaimRank.values(), ClaimRank::code),
            "qualifier", codes(Qualifier.values(), Qualifier::code),
            "precision", codes(Precision.values(), Precision::code),
            "bound", codes(Bound.values(), Bound::code),
            "unit",
                    StreamSupport.stream(Unit.quantityCodes().spliterator(), false)
                            .toList(),
            "product",
                    ProductTree.builtIn().products().stream()
                            .map(ProductTree.Product::code)
                            .toList());

    private final String zone;
    private final String pointer;
    private final List<FieldError> errors;

    SupposedEventReader(String zone, String pointer, List<FieldError> errors) {
        this.zone = zone;
        this.pointer = pointer;
        this.errors = errors;
    }

    /** A claim on a capacity; null where it has put down a fault. */
    Hypothesis.@Nullable Added claim(int place, ObjectNode stated) {
        Claim claim = read(withDefaults(stated.deepCopy()), Claim.class);
        if (claim == null || !isInOrder(claim)) {
            return null;
        }
        boolean isNamed = stated.hasNonNull("id");
        EventCodec.Decoded decoded =
                decoded(isNamed ? CODEC.encode(claim, SCENARIO, null) : CODEC.encodeUnnamed(claim, SCENARIO));
        return decoded == null
                ? null
                : new Hypothesis.Added(place, decoded.event().id(), decoded);
    }

    /** A project; null where it has put down a fault. */
    Hypothesis.@Nullable Registered project(int place, ObjectNode stated) {
        ObjectNode whole = stated.deepCopy();
        putIfAbsent(whole, "zone", zone);
        putRevision(whole);
        if (whole.hasNonNull("id")) {
            putIfAbsent(whole, "name", whole.get("id").asText());
        }
        Project project = read(whole, Project.class);
        if (project == null || !isOfZone(project.zone())) {
            return null;
        }
        EventCodec.Decoded decoded = decoded(CODEC.encode(project, SCENARIO, null));
        return decoded == null ? null : new Hypothesis.Registered(place, project.id(), decoded);
    }

    private <T> @Nullable T read(ObjectNode whole, Class<T> type) {
        try {
            return JSON.treeToValue(whole, type);
        } catch (JsonMappingException e) {
            return fault(e);
        } catch (JsonProcessingException e) {
            return fault("", e.getOriginalMessage(), null);
        }
    }

    /** The event of a claim on record, as it would be read from the log. */
    static EventCodec.Decoded asPosted(CapacityEvent event) {
        try {
            return decode(CODEC.encode(event, SCENARIO, null));
        } catch (EventCodec.UndecodableEvent e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** As it would be read from the log; null where it has put down that it would not be. */
    private EventCodec.@Nullable Decoded decoded(EventCodec.Encoded encoded) {
        try {
            return decode(encoded);
        } catch (EventCodec.UndecodableEvent e) {
            return fault("", Objects.requireNonNullElse(e.getMessage(), "is no event"), null);
        }
    }

    private static EventCodec.Decoded decode(EventCodec.Encoded encoded) throws EventCodec.UndecodableEvent {
        Map<String, String> headers = encoded.headers();
        return CODEC.decode(
                name -> {
                    String value = headers.get(name);
                    return value == null ? null : value.getBytes(StandardCharsets.UTF_8);
                },
                encoded.key().getBytes(StandardCharsets.UTF_8),
                encoded.data());
    }

    /** What a post may leave out; the source too, since nothing has been said yet. */
    private ObjectNode withDefaults(ObjectNode claim) {
        putIfAbsent(claim, "zone", zone);
        putIfAbsent(claim, "id", UNNAMED);
        putIfAbsent(claim, "measure", Measure.CAPACITY.code());
        putIfAbsent(claim, "basis", Basis.ACTUAL.code());
        putIfAbsent(claim, "rank", ClaimRank.NORMAL.code());
        putRevision(claim);
        if (!claim.hasNonNull("source")) {
            claim.putObject("source").put("uri", SCENARIO);
        }
        if (claim.get("quantity") instanceof ObjectNode quantity && quantity.hasNonNull("value")) {
            putIfAbsent(quantity, "qualifier", Qualifier.EXACT.code());
        }
        return claim;
    }

    private static void putRevision(ObjectNode object) {
        if (!object.hasNonNull("revision")) {
            object.put("revision", 1);
        }
    }

    private static void putIfAbsent(ObjectNode object, String field, String value) {
        if (!object.hasNonNull(field)) {
            object.put(field, value);
        }
    }

    private boolean isOfZone(String stated) {
        if (!stated.equals(zone)) {
            fault("/zone", "a scenario of " + zone + " supposes nothing of another zone", zone);
            return false;
        }
        return true;
    }

    /** What the records leave to whom they are told. */
    private boolean isInOrder(Claim claim) {
        if (!isOfZone(claim.zone())) {
            return false;
        }
        if (claim.measure() != Measure.CAPACITY) {
            fault("/measure", "only capacities can be supposed", Measure.CAPACITY.code());
            return false;
        }
        String code = Objects.requireNonNull(claim.product());
        ProductTree.Product product = ProductTree.builtIn().find(code).orElse(null);
        if (product == null) {
            fault("/product", "there is no product " + code, nearest("product", code));
            return false;
        }
        if (claim.quantity() instanceof Quantity.Figure figure
                && figure.unit().dimension() != product.dimension().capacity()) {
            fault(
                    "/quantity/unit",
                    code + " is told in units of "
                            + product.dimension().capacity().code(),
                    null);
            return false;
        }
        return true;
    }

    private <T> @Nullable T fault(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                .collect(Collectors.joining());
        if (e instanceof UnrecognizedPropertyException unknown) {
            String nearest = Suggestions.nearest(
                            unknown.getPropertyName(),
                            unknown.getKnownPropertyIds().stream()
                                    .map(Object::toString)
                                    .toList())
                    .orElse(null);
            return fault(path, "there is no such field", nearest);
        }
        String field = path.substring(path.lastIndexOf('/') + 1);
        List<String> codes = CODES.get(field);
        if (e.getCause() instanceof IllegalArgumentException refused) {
            String detail = Objects.requireNonNullElse(refused.getMessage(), "is not as the contract asks");
            return codes == null
                    ? fault(path, detail, null)
                    : fault(path, "expected one of " + String.join(", ", codes), nearest(field, lastWord(detail)));
        }
        return fault(
                path, e instanceof MismatchedInputException wrong ? expected(wrong) : e.getOriginalMessage(), null);
    }

    private static String expected(MismatchedInputException wrong) {
        Class<?> type = wrong.getTargetType();
        if (type == BigDecimal.class || type == int.class) {
            return "expected a number";
        }
        if (type == boolean.class) {
            return "expected true or false";
        }
        if (type == List.class) {
            return "expected an array";
        }
        return type == null || type.isRecord() || type == Quantity.class ? "expected an object" : "expected text";
    }

    private static @Nullable String nearest(String field, String given) {
        return Suggestions.nearest(given, Objects.requireNonNull(CODES.get(field)))
                .orElse(null);
    }

    private static String lastWord(String text) {
        return text.substring(text.lastIndexOf(' ') + 1);
    }

    private <T> @Nullable T fault(String path, String detail, @Nullable String suggestion) {
        errors.add(FieldError.at(pointer + path, detail, suggestion));
        return null;
    }

    private static <E> List<String> codes(E[] values, Function<E, String> code) {
        return Arrays.stream(values).map(code).toList();
    }
}
