package dev.zoneledger.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** An empty PostgreSQL database. */
public record Database(String jdbcUrl, String user, String password) {
    static final String USER = "zone";
    static final String PASSWORD = "zone";
    static final String MAINTENANCE = "postgres";

    static Database createOn(String hostAndPort) {
        String name = TestIds.unique("test").replace('-', '_');
        Database maintenance = named(hostAndPort, MAINTENANCE);
        try (Connection connection = maintenance.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("Could not create a database on " + hostAndPort, e);
        }
        return named(hostAndPort, name);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    private static Database named(String hostAndPort, String name) {
        return new Database("jdbc:postgresql://" + hostAndPort + "/" + name, USER, PASSWORD);
    }
}
