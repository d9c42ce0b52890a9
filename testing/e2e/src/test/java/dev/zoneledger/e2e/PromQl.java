package dev.zoneledger.e2e;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an expression of PromQL reads: enough of its grammar to tell names of series from functions, keywords and labels. */
final class PromQl {

    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"" // a text
                    + "|'(?:[^'\\\\]|\\\\.)*'"
                    + "|\\[[^\\]]*\\]" // a time
                    + "|\\$?[a-zA-Z_:][a-zA-Z0-9_:]*"
                    + "|[0-9][0-9a-zA-Z.]*"
                    + "|=~|!~|!=|==|>=|<=|[-+*/%^=<>(){},]");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");
    private static final Set<String> GROUPINGS = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

    /**
     * A name with its braces.
     *
     * @param equal what labels must be
     * @param matched labels that are matched in another way
     */
    record Selector(String name, Map<String, String> equal, Set<String> matched) {}

    /** @param grouped labels that rows are told apart by */
    record Read(List<Selector> selectors, Set<String> grouped) {}

    private final List<String> tokens = new ArrayList<>();
    private final List<Selector> selectors = new ArrayList<>();
    private final Set<String> grouped = new LinkedHashSet<>();
    private int at;

    private PromQl(String expression) {
        Matcher token = TOKEN.matcher(expression);
        int end = 0;
        while (token.find()) {
            requireBlank(expression.substring(end, token.start()));
            tokens.add(token.group());
            end = token.end();
        }
        requireBlank(expression.substring(end));
    }

    /** Fails on what it does not understand. */
    static Read read(String expression) {
        PromQl reader = new PromQl(expression);
        while (reader.at < reader.tokens.size()) {
            reader.next();
        }
        return new Read(reader.selectors, reader.grouped);
    }

    private static void requireBlank(String between) {
        if (!between.isBlank()) {
            throw new IllegalArgumentException("not understood: " + between);
        }
    }

    private void next() {
        String token = tokens.get(at++);
        if (!WORD.matcher(token).matches() || KEYWORDS.contains(token)) {
            return;
        }
        if (GROUPINGS.contains(token)) {
            expect("(");
            while (!peek().equals(")")) {
                String label = tokens.get(at++);
                if (!label.equals(",")) {
                    grouped.add(label);
                }
            }
            return;
        }
        boolean isFunction = peek().equals("(") || GROUPINGS.contains(peek());
        if (!isFunction) {
            selectors.add(selector(token));
        }
    }

    private Selector selector(String name) {
        Map<String, String> equal = new LinkedHashMap<>();
        Set<String> matched = new LinkedHashSet<>();
        if (peek().equals("{")) {
            at++;
            while (!peek().equals("}")) {
                String label = tokens.get(at++);
                if (label.equals(",")) {
                    continue;
                }
                String operator = tokens.get(at++);
                String value = tokens.get(at++);
                if (operator.equals("=")) {
                    equal.put(label, value.substring(1, value.length() - 1));
                } else {
                    matched.add(label);
                }
            }
            at++;
        }
        return new Selector(name, equal, matched);
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private void expect(String token) {
        if (!tokens.get(at++).equals(token)) {
            throw new IllegalArgumentException("expected " + token + " in " + tokens);
        }
    }
}
