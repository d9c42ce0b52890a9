package dev.zoneledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProcessTest {
    @TempDir
    Path folder;

    @Test
    void shouldKeepWhatWasCommittedAndAnswerOnlyWhatIsOnDisk() throws SQLException {
        // Given
        PostgresProcess first = PostgresProcess.start(settings(true));
        try {
            first.ensureDatabase("catalog");
            execute(first, "CREATE TABLE zone AS SELECT '包头' AS name");
        } finally {
            first.stop();
        }

        // When
        PostgresProcess second = PostgresProcess.start(settings(true));

        // Then
        try {
            second.ensureDatabase("catalog");
            assertThat(answerOf(second, "SELECT name FROM zone")).isEqualTo("包头");
            assertThat(answerOf(second, "SHOW fsync")).isEqualTo("on");
            assertThat(answerOf(second, "SHOW synchronous_commit")).isEqualTo("on");
        } finally {
            second.stop();
        }
        assertThat(second.isAlive()).isFalse();
    }

    @Test
    void shouldNotWaitForTheDiskWhereDataAreThrownAway() throws SQLException {
        // Given
        PostgresProcess postgres = PostgresProcess.start(settings(false));

        // When, Then
        try {
            postgres.ensureDatabase("catalog");
            assertThat(answerOf(postgres, "SHOW fsync")).isEqualTo("off");
        } finally {
            postgres.stop();
        }
    }

    @Test
    void shouldSayWhatToDoWhenItsPortIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PostgresSettings settings = new PostgresSettings(
                    folder.resolve("data"), folder.resolve("log"), other.getLocalPort(), "zone", "secret", true);

            assertThatThrownBy(() -> PostgresProcess.start(settings))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Port " + other.getLocalPort() + " (PostgreSQL) is in use");
        }
    }

    @Test
    void shouldKnowTheArchiveOfEachPlatform() {
        assertThat(PostgresBinaries.archiveName("Linux", "amd64")).isEqualTo("postgres-linux-x86_64.txz");
        assertThat(PostgresBinaries.archiveName("Linux", "aarch64")).isEqualTo("postgres-linux-arm_64.txz");
        assertThat(PostgresBinaries.archiveName("Mac OS X", "x86_64")).isEqualTo("postgres-darwin-x86_64.txz");
        assertThat(PostgresBinaries.archiveName("Mac OS X", "aarch64")).isEqualTo("postgres-darwin-arm_64.txz");
    }

    private PostgresSettings settings(boolean durable) {
        return new PostgresSettings(
                folder.resolve("data"),
                folder.resolve("postgres.log"),
                Ports.free(1).getFirst(),
                "zone",
                "secret",
                durable);
    }

    private static void execute(PostgresProcess postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String answerOf(PostgresProcess postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection connect(PostgresProcess postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl("catalog"), postgres.user(), postgres.password());
    }
}
