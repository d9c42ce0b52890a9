package dev.zoneledger.catalog.series;

import dev.zoneledger.catalog.registry.Subjects;
import dev.zoneledger.contract.Ids;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.rest.Problem;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What claims compete in: one subject, measure, product and basis. Claims of one series speak of the same date or period, or
 * follow each other on its timeline.
 *
 * @param subject Subject.path(), canonical where records were merged
 */
record Series(
        String zone,
        String subject,
        String measure,
        @Nullable String product,
        @Nullable String counted,
        String basis) {

    private static final String NONE = "-";
    private static final int FIELDS = 5;

    /** Columns of a row that has them all, the two optional ones empty where there is none. */
    static final String COLUMNS =
            "measure, basis, subject, coalesce(product, '') AS product, coalesce(counted, '') AS counted";

    static final String CONDITION = "zone = :zone AND measure = :measure AND basis = :basis AND subject = :subject"
            + " AND coalesce(product, '') = :product AND coalesce(counted, '') = :counted";

    static Series of(String zone, Tuple row) {
        return new Series(
                zone,
                (String) row.get("subject"),
                (String) row.get("measure"),
                orNull((String) row.get("product")),
                orNull((String) row.get("counted")),
                (String) row.get("basis"));
    }

    /**
     * Its id: the zone, the subject, measure, product, basis, and what is counted, such as {@code
     * baotou-rehz:project~jinmeng-sintered-line:capacity:ndfeb-sintered:actual}. None of these has a colon or a tilde in it.
     */
    String id() {
        return String.join(":", zone, subject.replace('/', '~'), measure, product == null ? NONE : product, basis)
                + (counted == null ? "" : ":" + counted);
    }

    /** The series of that id; 404 if the text is none. */
    static Series parse(String id) {
        String[] fields = id.split(":", -1);
        if (fields.length == FIELDS || fields.length == FIELDS + 1) {
            String path = fields[1].replace('~', '/');
            boolean product = fields[3].equals(NONE) || Ids.isId(fields[3]);
            boolean counted = fields.length == FIELDS || Ids.isId(fields[FIELDS]);
            boolean measure =
                    Arrays.stream(Measure.values()).anyMatch(each -> each.code().equals(fields[2]));
            if (product
                    && counted
                    && measure
                    && Ids.isId(fields[0])
                    && Subjects.find(path).isPresent()) {
                return new Series(
                        fields[0],
                        path,
                        fields[2],
                        fields[3].equals(NONE) ? null : fields[3],
                        fields.length == FIELDS ? null : fields[FIELDS],
                        fields[4]);
            }
        }
        throw Problem.notFound("There is no series " + id).asException();
    }

    /** The parameters of {@link #CONDITION}. */
    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("zone", zone);
        parameters.put("measure", measure);
        parameters.put("basis", basis);
        parameters.put("subject", subject);
        parameters.put("product", product == null ? "" : product);
        parameters.put("counted", counted == null ? "" : counted);
        return parameters;
    }

    /** Where it stands in the order of {@link #COLUMNS}. */
    List<String> keys() {
        return new ArrayList<>(
                List.of(measure, basis, subject, product == null ? "" : product, counted == null ? "" : counted));
    }

    String self() {
        return "/v1/series/" + id();
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
