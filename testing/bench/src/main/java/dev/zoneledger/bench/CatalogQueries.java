package dev.zoneledger.bench;

import dev.zoneledger.bench.CatalogStand.Catalog;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Questions over HTTP beside the bare SQL of the same rows, one at a time, in turns. */
final class CatalogQueries {

    // A service runs for weeks: before so many it is still being compiled.
    private static final int WARM_UP = 2000;
    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofSeconds(50);
    private static final int PAGE = 100;
    private static final int ZONES = 24;

    /** What the answer is made of, without our way of asking for it. */
    private static final String CLAIM =
            "SELECT zone, id, document, rank_in_force, resolved, conflicts, mark_kind, mark_document, recorded_at FROM claim_view c ";

    private static final String[] PRODUCTS = {
        "ndfeb-sintered", "ndfeb-bonded", "polishing-powder", "cerium-oxide", "neodymium-metal", "catalytic-material"
    };

    /**
     * A question.
     *
     * @param path of the n-th time that it is asked
     * @param sql of the same rows
     * @param values of its parameters, the n-th time
     */
    private record Question(String name, IntFunction<String> path, String sql, IntFunction<List<?>> values) {}

    private final CatalogStand stand;
    private final Catalog catalog;
    private final String database;
    private final int claims;
    private final int rounds;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token;

    CatalogQueries(CatalogStand stand, Catalog catalog, String database, int claims, int rounds) {
        this.stand = stand;
        this.catalog = catalog;
        this.database = database;
        this.claims = claims;
        this.rounds = rounds;
        this.token = stand.token();
    }

    private static String zone(int n) {
        return "zone-" + n % ZONES;
    }

    private static String product(int n) {
        return PRODUCTS[n % PRODUCTS.length];
    }

    /** A claim of the zone of that number. */
    private int claim(int n) {
        return (int) (n * 7919L * ZONES % (claims - claims % ZONES)) + n % ZONES;
    }

    private List<Question> questions() {
        return List.of(
                new Question(
                        "filtered list",
                        n -> "/v1/claims?zone=" + zone(n) + "&product=" + product(n) + "&measure=capacity&limit="
                                + PAGE,
                        CLAIM
                                + "WHERE zone = ? AND product = ? AND measure = 'capacity' AND NOT retracted ORDER BY zone, id LIMIT "
                                + (PAGE + 1),
                        n -> List.of(zone(n), product(n))),
                new Question(
                        "latest of a zone",
                        n -> "/v1/claims?zone=" + zone(n) + "&sort=-recordedAt&limit=" + PAGE,
                        CLAIM + "WHERE zone = ? AND NOT retracted ORDER BY recorded_at DESC, zone DESC, id DESC LIMIT "
                                + (PAGE + 1),
                        n -> List.of(zone(n))),
                new Question(
                        "of an organisation",
                        n -> "/v1/claims?zone=" + zone(n) + "&organisation=maker-" + n % 40 + "&limit=" + PAGE,
                        CLAIM + "WHERE zone = ? AND project IN (SELECT id FROM registered r WHERE r.kind = 'project'"
                                + " AND r.zone = c.zone AND r.organisation = ?) AND NOT retracted ORDER BY zone, id LIMIT "
                                + (PAGE + 1),
                        n -> List.of(zone(n), "maker-" + n % 40)),
                new Question(
                        "of a source",
                        n -> "/v1/claims?source=urn:example:report:" + n * 31 % (claims / 200) + "&limit=" + PAGE,
                        CLAIM
                                + "WHERE md5(document #>> '{source,uri}') = md5(?) AND NOT retracted ORDER BY zone, id LIMIT "
                                + (PAGE + 1),
                        n -> List.of("urn:example:report:" + n * 31 % (claims / 200))),
                new Question(
                        "as of a day",
                        n -> "/v1/claims?zone=" + zone(n) + "&measure=capacity&basis=actual&product=" + product(n)
                                + "&asOf=2020-10-15&limit=" + PAGE,
                        CLAIM
                                + "WHERE (zone, id) IN (SELECT zone, id FROM hold h WHERE h.zone = ? AND h.measure = 'capacity'"
                                + " AND h.basis = 'actual' AND h.product = ? AND h.holds_from <= DATE '2020-10-15'"
                                + " AND (h.holds_to IS NULL OR h.holds_to > DATE '2020-10-15')) ORDER BY zone, id LIMIT "
                                + (PAGE + 1),
                        n -> List.of(zone(n), product(n))),
                new Question(
                        "the record",
                        n -> "/v1/claims/claim-" + claim(n) + "?zone=" + zone(claim(n)),
                        CLAIM + "WHERE zone = ? AND id = ?",
                        n -> List.of(zone(claim(n)), "claim-" + claim(n))),
                new Question(
                        "its history",
                        n -> "/v1/claims/claim-" + claim(n) + "/history?zone=" + zone(claim(n)),
                        "SELECT * FROM revision WHERE zone = ? AND id = ? AND kind IN ('claim', 'reranking', 'supersession',"
                                + " 'retraction') ORDER BY recorded_at, log_partition, log_offset",
                        n -> List.of(zone(claim(n)), "claim-" + claim(n))),
                new Question(
                        "projects by status",
                        n -> "/v1/projects?zone=" + zone(n) + "&status=operating&limit=" + PAGE,
                        "SELECT * FROM registered WHERE kind = 'project' AND zone = ? AND document @?? '$.phases[*] ? (@.status =="
                                + " \"operating\")' ORDER BY zone, id LIMIT " + (PAGE + 1),
                        n -> List.of(zone(n))),
                new Question(
                        "search",
                        n -> "/v1/organisations?q=maker+" + n % 40 + "&zone=" + zone(n),
                        "SELECT * FROM registered WHERE kind = 'organisation' AND zone = ? AND title ILIKE ? ORDER BY id LIMIT "
                                + (PAGE + 1),
                        n -> List.of(zone(n), "%maker " + n % 40 + "%")),
                new Question(
                        "as-of total",
                        n -> "/v1/zones/" + zone(n) + "/totals?measure=capacity&asOf=2020-10-15",
                        "SELECT product, slot, unit, sum(figure), count(*) FROM hold WHERE zone = ? AND measure = 'capacity' AND"
                                + " basis = 'actual' AND holds_from <= DATE '2020-10-15' AND (holds_to IS NULL OR holds_to > DATE"
                                + " '2020-10-15') GROUP BY product, slot, unit",
                        n -> List.of(zone(n))));
    }

    void run() throws Exception {
        System.out.printf("%n%-20s %5s %6s %23s %23s%n", "", "", "", "over HTTP, ms", "bare SQL, ms");
        System.out.printf(
                "%-20s %5s %6s %11s %11s %11s %11s  %s%n",
                "question", "rows", "asked", "p50", "p99", "p50", "p99", "p99 wanted under");
        try (Connection connection = stand.connect(database)) {
            connection.setReadOnly(true);
            for (Question question : questions()) {
                measure(question, connection);
            }
        }
    }

    private void measure(Question question, Connection connection) throws Exception {
        if (ask(question.path.apply(0)) != 200) {
            System.out.printf("%-20s is not answered by this build%n", question.name);
            return;
        }
        List<Double> overHttp = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        int rows = 0;
        try (PreparedStatement statement = connection.prepareStatement(question.sql)) {
            long begun = System.nanoTime();
            for (int n = 0; overHttp.size() < rounds; n++) {
                long start = System.nanoTime();
                int status = ask(question.path.apply(n));
                long between = System.nanoTime();
                rows = read(statement, question.values.apply(n));
                long end = System.nanoTime();
                if (status != 200) {
                    throw new IllegalStateException(question.path.apply(n) + ": " + status);
                }
                if (n >= WARM_UP || end - begun > WARM_UP_LIMIT.toNanos()) {
                    overHttp.add((between - start) / 1e6);
                    bare.add((end - between) / 1e6);
                }
                if (end - begun > LIMIT.toNanos()) {
                    break;
                }
            }
        }
        double wanted = 2 * percentile(bare, 0.99) + 2;
        double reached = percentile(overHttp, 0.99);
        System.out.printf(
                "%-20s %5d %6d %11.2f %11.2f %11.2f %11.2f  %.2f%s%n",
                question.name,
                Math.min(rows, PAGE),
                overHttp.size(),
                percentile(overHttp, 0.5),
                reached,
                percentile(bare, 0.5),
                percentile(bare, 0.99),
                wanted,
                reached <= wanted ? "" : "  missed");
    }

    private int ask(String path) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(catalog.address(path))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .statusCode();
    }

    private static int read(PreparedStatement statement, List<?> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        int rows = 0;
        try (ResultSet row = statement.executeQuery()) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                rows++;
                for (int i = 1; i <= columns; i++) {
                    row.getString(i);
                }
            }
        }
        return rows;
    }

    private static double percentile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }
}
