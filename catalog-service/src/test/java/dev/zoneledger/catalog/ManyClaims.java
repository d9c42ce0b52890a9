package dev.zoneledger.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Many claims in the tables of the tests' database, put there without the log. */
final class ManyClaims {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ManyClaims() {}

    static Connection connect() throws SQLException {
        Config config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class));
    }

    /** For statements with parameters that stay without values, which is how EXPLAIN (GENERIC_PLAN) has them. */
    static Connection connectForPlans() throws SQLException {
        Config config = ConfigProvider.getConfig();
        Properties properties = new Properties();
        properties.put("user", config.getValue("quarkus.datasource.username", String.class));
        properties.put("password", config.getValue("quarkus.datasource.password", String.class));
        properties.put("preferQueryMode", "simple");
        return DriverManager.getConnection(config.getValue("quarkus.datasource.jdbc.url", String.class), properties);
    }

    /** In zones whose ids begin with the prefix. */
    static void insert(String prefix, int rows) throws SQLException, IOException {
        try (InputStream file = ManyClaims.class.getResourceAsStream("/many-claims.sql");
                Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${prefix}", prefix)
                    .replace("${rows}", Integer.toString(rows)));
            statement.execute("ANALYZE");
        }
    }

    /** Of the zones that begin with the prefix and do not go on with the other text. */
    static long count(String prefix, String condition, String other) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT count(*) FROM claim WHERE zone LIKE ? AND zone NOT LIKE ? AND " + condition)) {
            statement.setString(1, prefix + "%");
            statement.setString(2, prefix + other + "%");
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** How many connections hold a snapshot of claims while their client does something else. */
    private static int readersInTransaction() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND state LIKE '%in transaction%' AND query LIKE '%claim_view%'")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** The same, once there are so many, or what there is after a long time. */
    static int awaitReadersInTransaction(int wanted) throws SQLException {
        Instant end = Instant.now().plus(PATIENCE);
        int readers = readersInTransaction();
        while (readers != wanted && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
            readers = readersInTransaction();
        }
        return readers;
    }
}
