package dev.zoneledger.e2e;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What might be said of a zone in some years, at random: lines of an import in which claims compete, are corrected,
 * ranked, replaced and taken back, in which records are merged and parted again, and dates lie far back or ahead.
 */
final class RandomHistory {

    private static final int CLAIMS = 700;
    private static final int PROJECTS = 14;
    private static final int ORGANISATIONS = 6;

    private final String zone;
    private final Random random;

    RandomHistory(String zone, Random random) {
        this.zone = zone;
        this.random = random;
    }

    /** In no order, some of them twice. */
    List<String> lines(int number) {
        List<String> lines = new ArrayList<>();
        lines.add("{\"type\": \"zone\", \"id\": \"" + zone + "\", \"name\": \"A zone\"}");
        for (int i = 0; i < number; i++) {
            lines.add(random.nextInt(25) == 0 ? lines.get(random.nextInt(lines.size())) : line());
        }
        Collections.shuffle(lines, random);
        return lines;
    }

    private String line() {
        int kind = random.nextInt(100);
        if (kind < 5) {
            return project();
        }
        if (kind < 7) {
            return organisation();
        }
        if (kind < 9) {
            return merge("project", "p", PROJECTS);
        }
        if (kind < 10) {
            return merge("organisation", "o", ORGANISATIONS);
        }
        return kind < 18 ? mark() : claim();
    }

    private String project() {
        String organisation =
                random.nextInt(5) == 0 ? "" : ", \"organisation\": \"o" + random.nextInt(ORGANISATIONS) + "\"";
        return line("project", "p" + random.nextInt(PROJECTS), """
                "revision": %d, "name": "a project"%s, "phases": [%s]""".formatted(
                        revision(), organisation, pick("", phase("a"), phase("a") + ", " + phase("b"))));
    }

    private static String phase(String id) {
        return """
                {"id": "%s", "name": "a phase", "lines": [{"id": "x", "name": "a line"}, {"id": "y", "name": "a line"}]}""".formatted(id);
    }

    private String organisation() {
        int number = random.nextInt(ORGANISATIONS);
        return line("organisation", "o" + number, """
                "revision": %d, "name": "an organisation", "role": "enterprise", "outsideZone": %s""".formatted(revision(), number == 0 && random.nextBoolean()));
    }

    private String merge(String kind, String prefix, int number) {
        int id = random.nextInt(number);
        int into = (id + 1 + random.nextInt(number - 1)) % number;
        int revision = revision();
        boolean isUndone = revision > 1 && random.nextInt(3) == 0;
        return line(kind + "-merge", prefix + id, """
                "revision": %d, %s"reason": "they are one" """.formatted(
                        revision, isUndone ? "" : "\"into\": \"" + prefix + into + "\", "));
    }

    private String mark() {
        String id = "c" + random.nextInt(CLAIMS);
        String base = "\"revision\": " + (1 + revision()) + ", \"reason\": \"decided so\"";
        return switch (random.nextInt(4)) {
            case 0 -> line("retraction", id, base);
            case 1 -> line("supersession", id, base + ", \"supersededBy\": \"another\"");
            default ->
                line("reranking", id, base + ", \"rank\": \"" + pick("preferred", "normal", "deprecated") + "\"");
        };
    }

    private String claim() {
        String product =
                pick("ndfeb-sintered", "ndfeb-sintered", "ndfeb-bonded", "ndfeb-bonded-injection", "magnet-material");
        String of = some(
                () -> capacity(product, "t/a", "kt/a"),
                () -> capacity(product, "t/a", "kg/a"),
                () -> capacity("servo-motor", "{set}/a", "{set}/a"),
                () -> flow("output", ", \"product\": \"" + product + "\"", "t", "kg"),
                () -> flow(
                        pick("gross-output-value", "sales-revenue", "investment"),
                        pick("", "", ", \"product\": \"" + product + "\""),
                        "CNY",
                        "USD"));
        String published = pick(
                "",
                ", \"publishedOn\": \"2019\"",
                ", \"publishedOn\": \"2020-10\"",
                ", \"publishedOn\": \"2020-10-15\"");
        return line("claim", "c" + random.nextInt(CLAIMS), """
                "revision": %d, "subject": %s, %s, %s "source": {"uri": "urn:random"%s}""".formatted(
                        revision(),
                        subject(),
                        of,
                        pick(
                                "",
                                "",
                                "",
                                "\"rank\": \"preferred\",",
                                "\"rank\": \"deprecated\", \"reason\": \"known to be wrong\","),
                        published));
    }

    private String capacity(String product, String unit, String other) {
        return """
                "measure": "capacity", "product": "%s", "quantity": %s, "status": "%s", "basis": "%s", "effectiveFrom": %s""".formatted(
                        product,
                        quantity(unit, other),
                        pick("operating", "operating", "operating", "construction", "announced", "retired", "unknown"),
                        pick("actual", "actual", "planned"),
                        from());
    }

    private String flow(String measure, String product, String unit, String other) {
        return """
                "measure": "%s"%s, "quantity": %s, "basis": "%s", "period": "%s\"""".formatted(
                        measure,
                        product,
                        quantity(unit, other),
                        pick("actual", "actual", "planned", "target", "cumulative"),
                        pick("2018", "2019", "2020-Q1", "2020-03", "2021-01/2021-10", "XXXX", "../2020-09"));
    }

    private String quantity(String unit, String other) {
        if (random.nextInt(6) == 0) {
            return "{\"reason\": \"" + pick("absent", "withheld", "not-applicable") + "\"}";
        }
        String figure = pick(
                Integer.toString(random.nextInt(100_000)),
                random.nextInt(1000) + "." + random.nextInt(1_000_000),
                "0.000000000000000" + random.nextInt(1000),
                1 + random.nextInt(999) + "0000000000.5");
        return """
                {"value": %s, "unit": "%s", "qualifier": "%s"}""".formatted(
                figure, pick(unit, unit, other), pick("exact", "exact", "approximately", "at-least", "at-most"));
    }

    private String from() {
        int year = pick(1, 1, 1, 0) == 1 ? 2015 + random.nextInt(8) : 1960 + random.nextInt(100);
        String date = year
                + pick("", "-0" + (1 + random.nextInt(9)), "-1" + random.nextInt(3) + "-" + (10 + random.nextInt(20)));
        return pick(1, 1, 1, 1, 1, 1, 1, 0) == 0
                ? "{\"precision\": \"unknown\"}"
                : "{\"date\": \"" + date + "\"" + (random.nextInt(4) == 0 ? ", \"bound\": \"not-later\"}" : "}");
    }

    private String subject() {
        String project = "\"project\": \"p" + random.nextInt(PROJECTS) + "\"";
        return some(
                () -> "{\"zone\": \"" + zone + "\"}",
                () -> "{\"organisation\": \"o" + random.nextInt(ORGANISATIONS) + "\"}",
                () -> "{" + project + "}",
                () -> "{" + project + ", \"phase\": \"" + pick("a", "b") + "\"}",
                () -> "{" + project + ", \"phase\": \"" + pick("a", "b") + "\", \"line\": \"" + pick("x", "y") + "\"}");
    }

    private int revision() {
        return 1 + random.nextInt(4);
    }

    private String line(String type, String id, String fields) {
        return "{\"type\": \"%s\", \"zone\": \"%s\", \"id\": \"%s\", %s}"
                .formatted(type, zone, id, fields)
                .replace("\n", " ");
    }

    @SafeVarargs
    private String some(Supplier<String>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
