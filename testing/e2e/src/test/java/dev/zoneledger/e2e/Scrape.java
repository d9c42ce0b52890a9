package dev.zoneledger.e2e;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a service exposes at /q/metrics.
 *
 * @param text in Prometheus' own format
 */
record Scrape(String job, String text) {

    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)(?: [0-9]+)?(?: # .*)?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** @param labels with those that Prometheus adds */
    record Series(String name, Map<String, String> labels, double value) {}

    List<Series> series() {
        List<Series> series = new ArrayList<>();
        for (String line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
            Matcher found = LINE.matcher(line);
            if (!found.matches()) {
                throw new IllegalArgumentException("no line of a scrape: " + line);
            }
            Map<String, String> labels = new LinkedHashMap<>(Map.of("job", job, "instance", job));
            Matcher label = LABEL.matcher(found.group(2) == null ? "" : found.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
            String value = found.group(3);
            series.add(new Series(
                    found.group(1),
                    labels,
                    switch (value) {
                        case "+Inf" -> Double.POSITIVE_INFINITY;
                        case "-Inf" -> Double.NEGATIVE_INFINITY;
                        default -> Double.parseDouble(value);
                    }));
        }
        return series;
    }

    Stream<Series> named(String name) {
        return series().stream().filter(each -> each.name.equals(name));
    }
}
