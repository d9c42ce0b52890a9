package dev.zoneledger.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Empties the catalog's tables on a running stack, and waits until the catalog has read the log anew. */
final class RebuildCommand {
    private static final Duration ASK_LIMIT = Duration.ofSeconds(40);
    private static final Duration READ_LIMIT = Duration.ofHours(2);

    private final StateFolder state;
    private final Screen screen;

    RebuildCommand(StateFolder state, Screen screen) {
        this.state = state;
        this.screen = screen;
    }

    void run() {
        URI position = URI.create("http://127.0.0.1:" + port(Parts.CATALOG) + "/v1/position");
        String database = "jdbc:postgresql://127.0.0.1:" + port(Parts.POSTGRES) + "/" + StackPlan.CATALOG_DATABASE;
        screen.step("emptying the catalog's tables", () -> empty(database));
        screen.step(
                "reading the log anew",
                () -> Wait.until(
                        READ_LIMIT,
                        () -> isReadToItsEnd(position),
                        () -> "The catalog has not read the log within " + READ_LIMIT.toHours() + " h; it goes on. See "
                                + position));
        screen.say("The catalog reflects the log up to "
                + Http.json(position, ASK_LIMIT).path("position").asText("nothing, which is all there is"));
    }

    private int port(String part) {
        return PidFile.read(state, part)
                .filter(file -> file.process().isPresent())
                .orElseThrow(() -> new StackException("The stack on " + state.path() + " is not running: there is no "
                        + part + ". deploy/local/up starts it."))
                .port();
    }

    private void empty(String database) {
        String password = Secrets.in(state).postgresPassword();
        try (Connection connection = DriverManager.getConnection(database, StackPlan.POSTGRES_USER, password);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT rebuild()");
        } catch (SQLException e) {
            throw new StackException("The tables could not be emptied: " + e.getMessage(), e);
        }
    }

    private static boolean isReadToItsEnd(URI position) {
        JsonNode lag = Http.json(position, ASK_LIMIT).path("lag");
        return lag.isNumber() && lag.longValue() == 0;
    }
}
