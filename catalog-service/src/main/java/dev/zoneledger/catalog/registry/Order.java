package dev.zoneledger.catalog.registry;

import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Suggestions;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The order of a list, which no two rows share a place in: the keys asked for, then zone and id in the direction of the last
 * key, which is how an index that begins with it can be read.
 */
final class Order<R> {

    private record Term<R>(SortKey<R> key, boolean descending) {
        String comparison() {
            return descending ? " < " : " > ";
        }
    }

    private final List<Term<R>> terms;

    private Order(List<Term<R>> terms) {
        this.terms = terms;
    }

    /**
     * The order of {@code sort}; by zone and id if it is null.
     *
     * @param keys what can be sorted by, zone and id among them
     */
    static <R> Order<R> parse(@Nullable String sort, List<SortKey<R>> keys, UriInfo uri) {
        List<Term<R>> terms = new ArrayList<>();
        boolean descending = false;
        if (sort != null) {
            for (String each : sort.split(",", -1)) {
                descending = each.startsWith("-");
                SortKey<R> key = find(descending ? each.substring(1) : each, keys);
                if (terms.stream().anyMatch(term -> term.key.equals(key))) {
                    throw refused(key.name() + " is there twice", null);
                }
                if (key.needs() != null && !uri.getQueryParameters().containsKey(key.needs())) {
                    throw refused("sorting by " + key.name() + " needs the filter " + key.needs(), null);
                }
                terms.add(new Term<>(key, descending));
            }
        }
        for (String last : List.of("zone", "id")) {
            SortKey<R> key = find(last, keys);
            if (terms.stream().noneMatch(term -> term.key.equals(key))) {
                terms.add(new Term<>(key, descending));
            }
        }
        return new Order<>(terms);
    }

    private static <R> SortKey<R> find(String name, List<SortKey<R>> keys) {
        List<String> names = keys.stream().map(SortKey::name).toList();
        return keys.stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow(() -> refused(
                        "expected some of " + String.join(", ", names) + ", each with or without - before it",
                        Suggestions.nearest(name, names).orElse(null)));
    }

    private static RuntimeException refused(String detail, @Nullable String suggestion) {
        return Problem.invalidParameter(Problem.FieldError.ofParameter("sort", detail, suggestion))
                .asException();
    }

    /** As HQL has it. */
    String orderBy() {
        StringJoiner all = new StringJoiner(", ", " order by ", "");
        terms.forEach(term -> all.add(term.key.attribute() + (term.descending ? " desc" : "")));
        return all.toString();
    }

    /** What a cursor keeps of the last row of a page. */
    List<String> valuesOf(R row) {
        return terms.stream()
                .map(term -> String.valueOf(term.key.value().apply(row)))
                .toList();
    }

    /**
     * Adds that rows come after those values. Of keys in one direction that is one comparison of rows; otherwise the first
     * key's bound is told apart, so that an index finds the place.
     *
     * @throws RuntimeException if they are no values of these keys
     */
    void after(List<String> values, Conditions conditions) {
        if (values.size() != terms.size()) {
            throw new IllegalArgumentException("another order");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            names.add("after" + i);
            conditions.bind("after" + i, terms.get(i).key.parse().apply(values.get(i)));
        }
        boolean oneWay = terms.stream().map(Term::descending).distinct().count() == 1;
        conditions.and(true, oneWay ? rowComparison(names) : bound(names) + " and (" + keyByKey(names, 0) + ")");
    }

    private String rowComparison(List<String> names) {
        return "("
                + String.join(
                        ", ", terms.stream().map(term -> term.key.attribute()).toList())
                + ")" + terms.getFirst().comparison() + "(:" + String.join(", :", names) + ")";
    }

    private String bound(List<String> names) {
        Term<R> first = terms.getFirst();
        return first.key.attribute() + first.comparison().stripTrailing() + "= :" + names.getFirst();
    }

    private String keyByKey(List<String> names, int at) {
        Term<R> term = terms.get(at);
        String beyond = term.key.attribute() + term.comparison() + ":" + names.get(at);
        return at == terms.size() - 1
                ? beyond
                : beyond + " or (" + term.key.attribute() + " = :" + names.get(at) + " and (" + keyByKey(names, at + 1)
                        + "))";
    }
}
