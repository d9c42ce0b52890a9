package dev.zoneledger.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds the totals of catalog-service against those of metrics-service: two computations of the same log that share no
 * code and no data. At one position of the log they must be equal to the last digit.
 */
public final class Audit {

    private static final List<String> MONEY = List.of("gross-output-value", "sales-revenue", "investment");
    private static final List<String> WHAT_OF = List.of("measure", "product", "status", "period", "basis", "unit");
    private static final Duration ASK_LIMIT = Duration.ofSeconds(60);
    private static final int PAGE = 1000;
    /** A log that is written all the time reaches the two at different moments; at some they are level. */
    private static final int TRIES = 50;

    private final URI catalog;
    private final URI metrics;

    public Audit(URI catalog, URI metrics) {
        this.catalog = catalog;
        this.metrics = metrics;
    }

    /**
     * One question, as each of the two takes it.
     *
     * @param inMetrics path and query
     * @param inCatalog path and query
     */
    public record Question(String inMetrics, String inCatalog) {}

    /** A total that the two tell differently; null where one does not tell it. */
    public record Difference(
            Question question,
            String total,
            @Nullable String inCatalog,
            @Nullable String inMetrics) {}

    /**
     * What came of a zone.
     *
     * @param positions of the log at which the two were compared; several if it was written meanwhile
     * @param totals how many were compared
     */
    public record Result(String zone, Collection<String> positions, int totals, List<Difference> differences) {}

    /** Everything that both can be asked of a zone: capacity on those days, and all flows. */
    public static List<Question> questions(String zone, Collection<LocalDate> days) {
        String of = "/v1/zones/" + zone;
        List<Question> questions = new ArrayList<>();
        for (LocalDate day : days) {
            for (String basis : List.of("actual", "planned")) {
                String query = "asOf=" + day + "&basis=" + basis;
                questions.add(new Question(of + "/capacity?" + query, of + "/totals?measure=capacity&" + query));
            }
            questions.add(new Question(
                    of + "/coverage?asOf=" + day,
                    of + "/totals?measure=capacity&scope=declared&status=operating&asOf=" + day));
        }
        questions.add(new Question(of + "/output?by=product,period", of + "/totals?measure=output&by=product,period"));
        for (String measure : MONEY) {
            questions.add(new Question(of + "/value?measure=" + measure, of + "/totals?measure=" + measure));
        }
        return questions;
    }

    /** Today, and the ends of the years from thirty before it to ten after it. */
    static List<LocalDate> days(LocalDate today) {
        TreeSet<LocalDate> days = new TreeSet<>(List.of(today));
        for (int year = today.getYear() - 30; year <= today.getYear() + 10; year++) {
            days.add(LocalDate.of(year, 12, 31));
        }
        return List.copyOf(days);
    }

    /** Every zone that is registered, in the order of their ids. */
    List<String> zones() {
        List<String> zones = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = ask(catalog, "/v1/zones?limit=" + PAGE + cursor);
            page.path("items").forEach(zone -> zones.add(zone.path("id").asText()));
            cursor = page.hasNonNull("next")
                    ? "&cursor=" + URLEncoder.encode(page.path("next").asText(), StandardCharsets.UTF_8)
                    : "";
        } while (!cursor.isEmpty());
        return zones;
    }

    /** How far the catalog reflects the log; empty text before its first record. */
    String position() {
        return ask(catalog, "/v1/position").path("position").asText("");
    }

    /** Compares all answers on a zone, each pair at one position, which is that one or a later one. */
    public Result of(String zone, Collection<LocalDate> days, String after) {
        TreeSet<String> positions = new TreeSet<>();
        List<Difference> differences = new ArrayList<>();
        int totals = 0;
        for (Question question : questions(zone, days)) {
            Pair pair = pair(question, after);
            positions.add(pair.position);
            Map<String, String> here = totals(pair.catalog);
            Map<String, String> there = totals(pair.metrics);
            totals += there.size();
            if (!List.copyOf(here.entrySet()).equals(List.copyOf(there.entrySet()))) {
                differences.addAll(differences(question, here, there));
            }
        }
        return new Result(zone, positions, totals, differences);
    }

    /** What metrics answers, by what each total is of, in the order of the answer. */
    public Map<String, String> inMetrics(Question question, String after) {
        return totals(ask(metrics, question.inMetrics + "&after=" + encoded(after)));
    }

    /** What the catalog answers of what was known at that instant. */
    public Map<String, String> inCatalog(Question question, String after, String knownAt) {
        return totals(ask(catalog, question.inCatalog + "&after=" + encoded(after) + "&knownAt=" + encoded(knownAt)));
    }

    private record Pair(JsonNode catalog, JsonNode metrics, String position) {}

    private Pair pair(Question question, String after) {
        String asked = after;
        for (int i = 0; i < TRIES; i++) {
            JsonNode there = ask(metrics, question.inMetrics + "&after=" + encoded(asked));
            JsonNode here = ask(catalog, question.inCatalog + "&after=" + encoded(asked));
            String position = there.path("position").asText();
            String inCatalog = here.path("position").asText();
            if (Arrays.asList(inCatalog.split(",")).contains(position)) {
                return new Pair(here, there, position);
            }
            asked = inCatalog;
        }
        throw new StackException(
                "The log is written so fast that the two were never at one position: " + metrics + question.inMetrics);
    }

    private static List<Difference> differences(
            Question question, Map<String, String> inCatalog, Map<String, String> inMetrics) {
        TreeSet<String> all = new TreeSet<>(inCatalog.keySet());
        all.addAll(inMetrics.keySet());
        List<Difference> differences = all.stream()
                .filter(total -> !Objects.equals(inCatalog.get(total), inMetrics.get(total)))
                .map(total -> new Difference(question, total, inCatalog.get(total), inMetrics.get(total)))
                .toList();
        return differences.isEmpty()
                ? List.of(new Difference(
                        question,
                        "the order of totals",
                        inCatalog.keySet().toString(),
                        inMetrics.keySet().toString()))
                : differences;
    }

    /** Totals as texts, digit by digit, by what they are of; without the links, which lead to each one's own addresses. */
    private static Map<String, String> totals(JsonNode answer) {
        Map<String, String> totals = new LinkedHashMap<>();
        for (JsonNode row : answer.path("totals")) {
            totals.put(whatOf(row), figures(row));
        }
        for (JsonNode row : answer.path("coverage")) {
            ObjectNode declared = ((ObjectNode) row.path("declared")).deepCopy();
            declared.set("product", row.path("product"));
            declared.put("status", "operating");
            declared.set("unit", row.path("unit").asText().isEmpty() ? declared.nullNode() : row.path("unit"));
            totals.put(whatOf(declared), figures(declared));
        }
        return totals;
    }

    private static String whatOf(JsonNode row) {
        List<String> words = new ArrayList<>();
        for (String name : WHAT_OF) {
            if (row.has(name)) {
                words.add(row.path(name).asText());
            }
        }
        return String.join(" ", words);
    }

    private static String figures(JsonNode row) {
        ObjectNode figures = ((ObjectNode) row).deepCopy();
        figures.remove(WHAT_OF);
        figures.remove("links");
        return new TreeMap<>(fields(figures)).toString();
    }

    private static Map<String, String> fields(ObjectNode node) {
        Map<String, String> fields = new LinkedHashMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), text(field.getValue())));
        return fields;
    }

    private static String text(JsonNode value) {
        return value.isNumber() ? value.decimalValue().toPlainString() : value.toString();
    }

    private static JsonNode ask(URI service, String path) {
        return Http.json(service.resolve(path), ASK_LIMIT);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
