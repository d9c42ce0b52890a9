package dev.zoneledger.catalog.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Totals, all of whose arithmetic is one statement over the views of what holds. */
final class Sums {

    /**
     * One row for each measure, product, basis, slot and unit, with its descendants. Of what holds, a claim gives way where
     * something below it holds of the same measure, product, basis and slot: to a figure in any case, to a claim without one
     * if it has none itself. A beginning of which only "not later than" is known is looked at on its own day.
     */
    private static final String TOTALS = """
            WITH held AS MATERIALIZED (
                SELECT measure, coalesce(product, '') AS product, basis, slot, unit, subject, organisation, figure,
                       qualifier, not_later, holds_from, holds_to, greatest(holds_from, ?::date) AS day
                FROM %1$s
                WHERE zone = ? AND measure = ? AND basis = ANY (?) AND (subject LIKE 'zone/%%') = ?
                  AND (holds_to IS NULL OR holds_to > ?::date) AND slot <> ? %2$s),
            below AS (
                SELECT whole, measure, product, basis, slot, figure, holds_from, holds_to
                FROM held, LATERAL (VALUES
                    ('organisation/' || organisation),
                    (CASE WHEN split_part(subject, '/', 4) <> '' THEN regexp_replace(subject, '/[^/]+$', '') END),
                    (CASE WHEN split_part(subject, '/', 3) <> ''
                          THEN 'project/' || split_part(subject, '/', 2) END)) AS above(whole)
                WHERE subject LIKE 'project/%%' AND whole IS NOT NULL),
            sums AS (
                SELECT measure, product, basis, slot, unit,
                       sum(figure) AS value,
                       sum(CASE WHEN qualifier = 'at-most' THEN 0 ELSE figure END) AS lower,
                       sum(figure) FILTER (WHERE qualifier <> 'at-least') AS closed,
                       count(*) FILTER (WHERE qualifier = 'at-least') AS open,
                       count(is_now) AS claims,
                       count(*) FILTER (WHERE qualifier = 'approximately') AS approximate,
                       count(is_now) FILTER (WHERE figure IS NULL) AS without,
                       count(*) - count(is_now) AS earlier
                FROM (SELECT measure, product, basis, slot, unit,
                             CASE WHEN holds_from <= ?::date THEN 1 END AS is_now,
                             CASE WHEN holds_from <= ?::date THEN figure END AS figure,
                             CASE WHEN holds_from <= ?::date THEN qualifier END AS qualifier
                      FROM held h
                      WHERE (not_later OR holds_from <= ?::date)
                        AND NOT EXISTS (
                            SELECT 1 FROM below b
                            WHERE b.whole = h.subject AND b.measure = h.measure AND b.product = h.product
                              AND b.basis = h.basis AND b.slot = h.slot
                              AND b.holds_from <= h.day AND (b.holds_to IS NULL OR b.holds_to > h.day)
                              AND (b.figure IS NOT NULL OR h.figure IS NULL))) c
                GROUP BY measure, product, basis, slot, unit),
            rolled AS (
                SELECT measure, coalesce(above, product) AS product, basis, slot, unit, sum(value) AS value,
                       sum(lower) AS lower, coalesce(sum(closed), 0) AS closed, sum(open) AS open, sum(claims) AS claims,
                       sum(approximate) AS approximate, sum(without) AS without, sum(earlier) AS earlier
                FROM sums LEFT JOIN unnest(?::text[], ?::text[]) AS tree(code, above) ON code = product
                GROUP BY measure, coalesce(above, product), basis, slot, unit)
            SELECT measure, product, basis, slot, unit, trim_scale(value) AS value, trim_scale(lower) AS lower,
                   CASE WHEN open = 0 AND claims > without THEN trim_scale(closed) END AS upper,
                   claims, approximate, without, earlier
            FROM rolled
            WHERE ?::text[] IS NULL OR product = ANY (?::text[])
            ORDER BY array_position(?::text[], product), product COLLATE "C", array_position(?::text[], slot),
                     slot COLLATE "C", array_position(?::text[], basis), unit COLLATE "C\"""";

    private static final String[] PRODUCTS = ProductTree.builtIn().products().stream()
            .map(ProductTree.Product::code)
            .toArray(String[]::new);
    private static final String[] STATUSES =
            Arrays.stream(Status.values()).map(Status::code).toArray(String[]::new);
    private static final String[] BASES =
            Arrays.stream(Basis.values()).map(Basis::code).toArray(String[]::new);

    /** No claim counts from a day outside these; PostgreSQL has fewer days than a parameter may name. */
    private static final LocalDate FIRST = LocalDate.of(-1, 1, 1);

    private static final LocalDate LAST = LocalDate.of(10_000, 1, 1);

    private Sums() {}

    /** Whether anything of that zone is there. */
    static boolean knows(Connection connection, String zone) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT EXISTS (SELECT 1 FROM registered
                               WHERE kind IN ('zone', 'organisation', 'project') AND zone = ?)
                    OR EXISTS (SELECT 1 FROM claim WHERE zone = ?)""")) {
            statement.setString(1, zone);
            statement.setString(2, zone);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /**
     * For the rest of the transaction: room to sort the claims of a large zone in memory. And of what was known before no
     * nested loops: how many rows a fold of revisions gives cannot be estimated, it is taken for one, and loops over tens of
     * thousands are quadratic.
     */
    private static void prepare(Connection connection, boolean ofThen) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT set_config('work_mem', '32MB', true), set_config('enable_nestloop', ?, true)")) {
            statement.setString(1, ofThen ? "off" : "on");
            statement.execute();
        }
    }

    /** The totals, in the order in which metrics-service tells them. */
    static List<Total> of(Connection connection, Question question, boolean ofThen) throws SQLException {
        prepare(connection, ofThen);
        Collection<String> products = question.products();
        boolean ofNone = products != null && products.contains("");
        String more = (products == null ? "" : ofNone ? "AND product IS NULL " : "AND product = ANY (?) ")
                + (question.slot() == null ? "" : question.measure().isFlow() ? "AND period = ?" : "AND slot = ?");
        LocalDate asOf =
                question.asOf().isBefore(FIRST) ? FIRST : question.asOf().isAfter(LAST) ? LAST : question.asOf();
        boolean isDeclared = question.scope() == Scope.DECLARED;
        try (PreparedStatement statement =
                connection.prepareStatement(TOTALS.formatted(ofThen ? "hold_then" : "hold", more))) {
            Parameters parameters = new Parameters(connection, statement)
                    .add(asOf)
                    .add(question.zone())
                    .add(question.measure().code())
                    .add(question.bases().stream().map(Basis::code).toArray(String[]::new))
                    .add(isDeclared)
                    .add(asOf)
                    .add(question.measure().isFlow() ? "" : Status.UNKNOWN.code());
            if (products != null && !ofNone) {
                parameters.add(products.toArray(String[]::new));
            }
            if (question.slot() != null) {
                parameters.add(question.slot());
            }
            Tree tree = isDeclared ? Tree.FLAT : Tree.WHOLE;
            String[] wanted = products == null ? null : products.toArray(String[]::new);
            parameters
                    .add(asOf)
                    .add(asOf)
                    .add(asOf)
                    .add(asOf)
                    .add(tree.codes)
                    .add(tree.above)
                    .add(wanted)
                    .add(wanted)
                    .add(PRODUCTS)
                    .add(STATUSES)
                    .add(BASES);
            try (ResultSet row = statement.executeQuery()) {
                List<Total> totals = new ArrayList<>();
                while (row.next()) {
                    totals.add(total(row, question.measure()));
                }
                return totals;
            }
        }
    }

    private static Total total(ResultSet row, Measure measure) throws SQLException {
        boolean isFlow = measure.isFlow();
        long earlier = row.getLong("earlier");
        return new Total(
                measure.family() == Measure.Family.VALUE ? measure.code() : null,
                textOrNull(row, "product"),
                isFlow ? null : row.getString("slot"),
                isFlow ? row.getString("slot") : null,
                isFlow ? row.getString("basis") : null,
                textOrNull(row, "unit"),
                row.getBigDecimal("value"),
                row.getBigDecimal("lower"),
                row.getBigDecimal("upper"),
                row.getLong("claims"),
                row.getLong("approximate"),
                row.getLong("without"),
                earlier == 0 ? null : earlier);
    }

    private static @Nullable String textOrNull(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text.isEmpty() ? null : text;
    }

    /** Every product with itself and each one above it, as two columns. */
    private record Tree(String[] codes, String[] above) {

        /** What a zone declares of a product is told of that product alone. */
        static final Tree FLAT = new Tree(new String[0], new String[0]);

        static final Tree WHOLE = whole();

        private static Tree whole() {
            List<String> codes = new ArrayList<>();
            List<String> above = new ArrayList<>();
            for (String code : PRODUCTS) {
                for (String each : ProductTree.builtIn().withAncestors(code)) {
                    codes.add(code);
                    above.add(each);
                }
            }
            return new Tree(codes.toArray(String[]::new), above.toArray(String[]::new));
        }
    }

    /** Sets one parameter after the other. */
    private static final class Parameters {

        private final Connection connection;
        private final PreparedStatement statement;
        private int at;

        Parameters(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        Parameters add(Object value) throws SQLException {
            statement.setObject(++at, value);
            return this;
        }

        Parameters add(String @Nullable [] values) throws SQLException {
            statement.setArray(++at, values == null ? null : connection.createArrayOf("text", values));
            return this;
        }
    }
}
