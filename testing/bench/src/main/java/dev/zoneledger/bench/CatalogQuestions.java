package dev.zoneledger.bench;

import dev.zoneledger.bench.CatalogStand.Catalog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** How fast the catalog answers from many claims, and what an export of all of them takes. */
public final class CatalogQuestions {

    private static final String HELP = """
            testing/bench/catalog queries|export [OPTION ...]

            Starts a Kafka broker, a PostgreSQL server with fsync and catalog-service, fills the tables with claims of 24 zones by
            catalog-service/src/test/resources/many-claims.sql, asks, and ends all of it.

              queries      each question over HTTP, one at a time, beside the bare SQL of the same rows over JDBC, in turns
              export       all claims as NDJSON, CSV, XLSX and SDMX-CSV, with the heap and the resident memory of the service
                           sampled every second

            OPTION
              --claims N      default 1000000
              --rounds N      how often each question is asked, default 600
              --no-build      measure what was built last

            ENVIRONMENT
              CATALOG_JAVA_OPTIONS   options of the service's JVM, default "-Xmx256m -XX:+UseSerialGC"
            """;

    private static final Path MANY_CLAIMS = Path.of("catalog-service/src/test/resources/many-claims.sql");

    private static final List<String> JAVA_OPTIONS = List.of("-Xmx256m", "-XX:+UseSerialGC");

    private CatalogQuestions() {}

    public static void main(String[] arguments) throws Exception {
        int claims = 1_000_000;
        int rounds = 600;
        boolean queries = false;
        boolean export = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--help", "-h" -> {
                    System.out.print(HELP);
                    return;
                }
                case "--claims" -> claims = Integer.parseInt(arguments[++i]);
                case "--rounds" -> rounds = Integer.parseInt(arguments[++i]);
                case "queries" -> queries = true;
                case "export" -> export = true;
                case "--no-build" -> {}
                default -> {
                    System.err.println("There is no " + arguments[i] + "; see --help");
                    System.exit(2);
                }
            }
        }
        try (CatalogStand stand = CatalogStand.start()) {
            String database = stand.freshDatabase();
            Catalog catalog = stand.catalog(database, JAVA_OPTIONS);
            catalog.awaitReady();
            System.out.printf("%,d claims put into the tables in %.0f s%n", claims, fill(stand, database, claims));
            if (queries) {
                new CatalogQueries(stand, catalog, database, claims, rounds).run();
            }
            if (export) {
                new CatalogExport(stand, catalog, claims).run();
            }
        }
    }

    /** Without the indexes, which are made again afterwards: that takes a third of the time. */
    private static double fill(CatalogStand stand, String database, int claims) throws Exception {
        long start = System.nanoTime();
        try (Connection connection = stand.connect(database);
                Statement statement = connection.createStatement()) {
            List<String> indexes = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("""
                    SELECT indexname, indexdef FROM pg_indexes
                    WHERE tablename IN ('claim', 'revision') AND indexname NOT LIKE '%pkey'""")) {
                List<String> names = new ArrayList<>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                    indexes.add(rows.getString(2));
                }
                for (String name : names) {
                    connection.createStatement().execute("DROP INDEX " + name);
                }
            }
            statement.execute("SET synchronous_commit = off");
            statement.execute("SET maintenance_work_mem = '256MB'");
            statement.execute(Files.readString(MANY_CLAIMS, StandardCharsets.UTF_8)
                    .replace("${prefix}", "zone-")
                    .replace("${rows}", Integer.toString(claims)));
            for (String index : indexes) {
                statement.execute(index);
            }
            statement.execute("VACUUM ANALYZE");
            statement.execute("CHECKPOINT");
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
