package dev.zoneledger.catalog.names;

import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.rest.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Finds records by any of their names, their id, LEI or USCC. First those that have the words as they are, whole or in part;
 * where these are few also those that are alike, much if there are such, else a little. A letter is compared without case and accents, blanks do not matter, nor does
 * the legal form. The work is bounded: of what is found the {@value #MOST} most likely are weighed.
 */
@ApplicationScoped
public class Search {

    /** Kinds of records that have names. */
    public static final List<String> KINDS = List.of("zone", "organisation", "project", "policy");

    /** No answer is longer than this, over all of its pages. */
    public static final int MOST = 200;

    /** Nobody means a longer name. */
    public static final int LONGEST = 200;

    // With this many that have the words as they are, nobody looks for what is merely alike.
    private static final int ENOUGH = 10;
    // How much of what is sought a name must have. The less, the more names are weighed, so that only who finds nothing
    // looks for
    // the smaller part; pg_trgm's own 0.6 would lose "Huimneg" for "Huimeng".
    private static final String MUCH = "0.7";
    private static final String SOME = "0.5";
    private static final String LEAST = "0.4";
    // What has fewer characters has no trigram inside: it is looked for as a whole word.
    private static final int TRIGRAM = 3;

    private static final String NOW = "registered";
    private static final String THEN = """
            (SELECT kind, zone, id, document, organisation, names_in_words(kind, id, document) AS names
             FROM registered_then)""";

    private static final String SIFTED = """
            SELECT kind, zone, id, document FROM %s AS r
            WHERE kind IN (:kinds)%s AND (:organisation = '' OR organisation = :organisation) AND (%s)
            ORDER BY %s, zone, kind, id LIMIT :most""";

    private static final String AS_IT_IS = "names LIKE :inside";
    private static final String FULL_AND_SHORT_FIRST = "names NOT LIKE :whole, length(names)";
    private static final String ALIKE = "names %> :words OR names %> :together";
    private static final String MOST_ALIKE_FIRST =
            "greatest(word_similarity(:words, names), word_similarity(:together, names)) DESC";

    /** Of each record the name that is most like what is sought. */
    private static final String WEIGHED = """
            SELECT kind, zone, id, score, form, name, document ->> 'name' AS called, document ->> 'localName' AS locally,
                   (SELECT m.canonical FROM %s AS m
                    WHERE m.zone = weighed.zone AND m.kind = weighed.kind AND m.id = weighed.id) AS merged_into
            FROM (SELECT DISTINCT ON (s.kind, s.zone, s.id) s.*, n.form, n.name,
                         likeness(:words, in_words(n.name)) AS score
                  FROM (%s) AS s, LATERAL names_of(s.kind, s.id, s.document) AS n
                  ORDER BY s.kind, s.zone, s.id, likeness(:words, in_words(n.name)) DESC, n.form = 'id', n.form, n.name)
                 AS weighed
            WHERE score >= """ + LEAST;

    private static final String PRODUCTS = """
            SELECT code, score, form, name
            FROM (SELECT DISTINCT ON (code) code, form, name, likeness(:words, in_words(name)) AS score
                  FROM unnest(cast(:codes AS text[]), cast(:forms AS text[]), cast(:names AS text[])) AS p (code, form, name)
                  ORDER BY code, likeness(:words, in_words(name)) DESC, form DESC) AS weighed
            WHERE score >= """ + LEAST;

    private final EntityManager entities;

    Search(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * What is asked for.
     *
     * @param kinds of {@link #KINDS}
     * @param zone empty for all
     * @param organisation whose projects, empty for all
     * @param past whether the transaction asks for what was on record at an instant; then all records then are gone through
     */
    public record Question(Set<String> kinds, String zone, String organisation, String words, boolean past) {}

    /**
     * A record that goes by something like the name sought.
     *
     * @param zone empty for a product, which is of no zone
     * @param score 1 for the very name, less the less alike they are
     * @param form what matched: name, localName, alias, lei, uscc, id
     * @param matched the name that matched, as it is registered
     * @param mergedInto the id of the record that it is merged into, if it is
     */
    public record Found(
            String kind,
            String zone,
            String id,
            String name,
            @Nullable String localName,
            BigDecimal score,
            String form,
            String matched,
            @Nullable String mergedInto) {

        /** Sorts what is best first, and tells every record from every other. */
        public String place() {
            return "%03d%d|%s|%s|%s"
                    .formatted(100 - score.movePointRight(2).intValue(), form.equals("id") ? 1 : 0, kind, zone, id);
        }
    }

    /**
     * The text in the words that names are compared in.
     *
     * @throws RuntimeException a problem, 400, if there is nothing in it that a name can be found by
     */
    public String words(String parameter, String text) {
        String words = "";
        if (text.length() <= LONGEST && text.indexOf('\0') < 0) {
            words = String.valueOf(entities.unwrap(Session.class)
                    .createNativeQuery("SELECT in_words(:text)", String.class)
                    .setParameter("text", text)
                    .getSingleResult());
        }
        if (words.isEmpty()) {
            throw Problem.invalidParameter(Problem.FieldError.ofParameter(
                            parameter,
                            "expected a name, or a part of one, of at most " + LONGEST + " characters",
                            null))
                    .asException();
        }
        return words;
    }

    /** The best matches, best first, at most {@link #MOST}. */
    public List<Found> find(Question question) {
        Map<List<String>, Found> found = new HashMap<>();
        keep(found, query(question, AS_IT_IS, FULL_AND_SHORT_FIRST));
        if (found.size() < ENOUGH) {
            keep(found, alike(question, MUCH));
        }
        if (found.isEmpty()) {
            keep(found, alike(question, SOME));
        }
        return found.values().stream()
                .sorted(Comparator.comparing(Found::place))
                .limit(MOST)
                .toList();
    }

    private List<Found> alike(Question question, String least) {
        var unused = entities.unwrap(Session.class)
                .createNativeQuery("SELECT set_config('pg_trgm.word_similarity_threshold', :least, true)", String.class)
                .setParameter("least", least)
                .getSingleResult();
        return query(question, ALIKE, MOST_ALIKE_FIRST);
    }

    /** Products of the tree whose code or name is like the words, best first. */
    public List<Found> products(String words) {
        List<String> codes = new ArrayList<>();
        List<String> forms = new ArrayList<>();
        List<String> names = new ArrayList<>();
        ProductTree products = ProductTree.builtIn();
        for (ProductTree.Product product : products.products()) {
            codes.addAll(List.of(product.code(), product.code(), product.code()));
            forms.addAll(List.of("id", "name", "localName"));
            names.addAll(List.of(product.code(), product.name(), product.localName()));
        }
        return entities.unwrap(Session.class)
                .createNativeQuery(PRODUCTS, Tuple.class)
                .setParameter("words", words)
                .setParameter("codes", codes.toArray(String[]::new))
                .setParameter("forms", forms.toArray(String[]::new))
                .setParameter("names", names.toArray(String[]::new))
                .getResultStream()
                .map(row -> {
                    ProductTree.Product product =
                            products.find((String) row.get("code")).orElseThrow();
                    return new Found(
                            "product",
                            "",
                            product.code(),
                            product.name(),
                            product.localName(),
                            (BigDecimal) row.get("score"),
                            (String) row.get("form"),
                            (String) row.get("name"),
                            null);
                })
                .sorted(Comparator.comparing(Found::place))
                .toList();
    }

    private static void keep(Map<List<String>, Found> found, List<Found> more) {
        more.forEach(each -> found.putIfAbsent(List.of(each.kind, each.zone, each.id), each));
    }

    private List<Found> query(Question question, String condition, String order) {
        String sql = WEIGHED.formatted(
                question.past ? "canonical_then" : "canonical",
                SIFTED.formatted(
                        question.past ? THEN : NOW,
                        question.zone.isEmpty() ? "" : " AND zone = :zone",
                        condition,
                        order));
        var query = entities.unwrap(Session.class).createNativeQuery(sql, Tuple.class);
        query.setParameterList("kinds", question.kinds)
                .setParameter("organisation", question.organisation)
                .setParameter("words", question.words)
                .setParameter("most", MOST);
        if (!question.zone.isEmpty()) {
            query.setParameter("zone", question.zone);
        }
        if (condition.equals(AS_IT_IS)) {
            query.setParameter("inside", inside(question.words)).setParameter("whole", "%| " + question.words + " |%");
        } else {
            query.setParameter("together", question.words.replace(" ", ""));
        }
        return query.getResultStream()
                .map(row -> new Found(
                        (String) row.get("kind"),
                        (String) row.get("zone"),
                        (String) row.get("id"),
                        (String) row.get("called"),
                        (String) row.get("locally"),
                        (BigDecimal) row.get("score"),
                        (String) row.get("form"),
                        (String) row.get("name"),
                        (String) row.get("merged_into")))
                .toList();
    }

    /** Words hold no character that LIKE would take for a pattern. */
    private static String inside(String words) {
        String together = words.replace(" ", "");
        return together.length() < TRIGRAM ? "% " + together + " %" : "%" + together + "%";
    }
}
