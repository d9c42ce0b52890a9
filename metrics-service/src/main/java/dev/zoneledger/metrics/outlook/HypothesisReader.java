package dev.zoneledger.metrics.outlook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.contract.Json;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Problem.FieldError;
import dev.zoneledger.rest.Suggestions;
import java.io.IOException;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the changes of a scenario; all that is wrong with them is told at once, each with its place. */
final class HypothesisReader {

    static final int MAX_CHANGES = 50;

    private static final ObjectMapper JSON = Json.mapper();
    private static final String PROJECT = "project";
    private static final List<String> ON_RECORD = List.of("claim", "delay", "cancel");

    private final String zone;
    private final List<FieldError> errors = new ArrayList<>();
    private final Set<String> subjects = new HashSet<>();

    private HypothesisReader(String zone) {
        this.zone = zone;
    }

    /** The changes of the body, in their order; 400 with a pointer to each fault. */
    static List<Hypothesis> read(String zone, byte @Nullable [] body) {
        HypothesisReader reader = new HypothesisReader(zone);
        List<Hypothesis> changes = reader.changes(tree(body));
        if (!reader.errors.isEmpty()) {
            throw invalid(reader.errors);
        }
        return changes;
    }

    /** 400 */
    static RuntimeException invalid(List<FieldError> errors) {
        return Problem.invalidInput("Of the scenario, nothing was computed", errors)
                .asException();
    }

    private static JsonNode tree(byte @Nullable [] body) {
        try {
            JsonNode tree = JSON.readTree(body == null ? new byte[0] : body);
            if (tree != null
                    && tree.get("changes") != null
                    && tree.get("changes").isArray()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            throw invalid(List.of(FieldError.at("", "is no JSON: " + e.getOriginalMessage(), null)));
        } catch (IOException e) {
            throw invalid(List.of(FieldError.at("", "is no JSON: " + e.getMessage(), null)));
        }
        throw invalid(List.of(FieldError.at("", "expected an object with an array of changes", null)));
    }

    private List<Hypothesis> changes(JsonNode body) {
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals("changes")) {
                fault("/" + name, "there is no such field", "changes");
            }
        });
        JsonNode listed = body.get("changes");
        List<Hypothesis> changes = new ArrayList<>();
        if (listed.size() > MAX_CHANGES) {
            fault("/changes", "expected at most " + MAX_CHANGES + " changes, found " + listed.size(), null);
            return changes;
        }
        for (int place = 0; place < listed.size(); place++) {
            Hypothesis change = change(place, listed.get(place));
            if (change != null && !subjects.add(change.subject())) {
                fault(
                        pointer(place),
                        "a scenario changes a thing once; " + change.subject() + " is changed above",
                        null);
            }
            if (change != null) {
                changes.add(change);
            }
        }
        return changes;
    }

    private @Nullable Hypothesis change(int place, JsonNode change) {
        if (!(change instanceof ObjectNode object)) {
            return fault(
                    pointer(place),
                    "expected an object: a claim, a claim's id with delay or cancel, or a project",
                    null);
        }
        if (object.has(PROJECT)) {
            return registered(place, object);
        }
        if (ON_RECORD.stream().noneMatch(object::has)) {
            return new SupposedEventReader(zone, pointer(place), errors).claim(place, object);
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!ON_RECORD.contains(name)) {
                fault(
                        pointer(place) + "/" + name,
                        "there is no such field beside claim, delay and cancel",
                        Suggestions.nearest(name, ON_RECORD).orElse(null));
            }
        });
        JsonNode claim = object.get("claim");
        if (claim == null || !claim.isTextual()) {
            return fault(pointer(place) + "/claim", "expected the id of a claim on record", null);
        }
        return object.has("delay")
                ? delayed(place, claim.textValue(), object)
                : cancelled(place, claim.textValue(), object);
    }

    private @Nullable Hypothesis registered(int place, ObjectNode object) {
        if (object.size() > 1) {
            return fault(pointer(place), "expected nothing beside the project", null);
        }
        return object.get(PROJECT) instanceof ObjectNode project
                ? new SupposedEventReader(zone, pointer(place) + "/" + PROJECT, errors).project(place, project)
                : fault(pointer(place) + "/" + PROJECT, "expected an object", null);
    }

    private @Nullable Hypothesis delayed(int place, String claim, ObjectNode object) {
        if (object.has("cancel")) {
            return fault(pointer(place), "expected either delay or cancel", null);
        }
        try {
            return new Hypothesis.Delayed(
                    place, claim, Period.parse(object.get("delay").asText()));
        } catch (DateTimeParseException e) {
            return fault(pointer(place) + "/delay", "expected years, months and days, ISO 8601", "P1Y6M");
        }
    }

    private @Nullable Hypothesis cancelled(int place, String claim, ObjectNode object) {
        JsonNode cancel = object.get("cancel");
        return cancel != null && cancel.isBoolean() && cancel.booleanValue()
                ? new Hypothesis.Cancelled(place, claim)
                : fault(pointer(place), "expected delay, or cancel with the value true", null);
    }

    static String pointer(int place) {
        return "/changes/" + place;
    }

    private <T> @Nullable T fault(String pointer, String detail, @Nullable String suggestion) {
        errors.add(FieldError.at(pointer, detail, suggestion));
        return null;
    }
}
