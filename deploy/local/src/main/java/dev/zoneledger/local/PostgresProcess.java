package dev.zoneledger.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One PostgreSQL server, run from its binaries as a process of its own. */
public final class PostgresProcess implements Part {
    /** What initdb is told: the server's own C.UTF-8, so that the order of text is the same on every system. */
    public static final List<String> LOCALE =
            List.of("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");

    private static final String MAINTENANCE_DATABASE = "postgres";

    private final PostgresSettings settings;
    private final Path programs;
    private final Unprivileged unprivileged;

    private PostgresProcess(PostgresSettings settings, Path programs, Unprivileged unprivileged) {
        this.settings = settings;
        this.programs = programs;
        this.unprivileged = unprivileged;
    }

    /** Starts a server, making its data folder if that is new, and returns when it answers. */
    public static PostgresProcess start(PostgresSettings settings) {
        Ports.requireFree("PostgreSQL", settings.port());
        Path programs = PostgresBinaries.folder().resolve("bin");
        PostgresProcess postgres =
                new PostgresProcess(settings, programs, Unprivileged.forRunning(programs.resolve("postgres")));
        postgres.prepareLog();
        if (!Files.exists(settings.data().resolve("PG_VERSION"))) {
            postgres.makeDataFolder();
        }
        postgres.run(
                "start",
                "pg_ctl",
                List.of(
                        "start",
                        "--wait",
                        "--timeout=90",
                        "--pgdata=" + settings.data().toAbsolutePath(),
                        "--log=" + settings.log().toAbsolutePath(),
                        "--options=" + settings.serverOptions()));
        if (settings.durable()) {
            postgres.requireDurable();
        }
        return postgres;
    }

    public String jdbcUrl(String database) {
        return settings.jdbcUrl(database);
    }

    public String user() {
        return settings.user();
    }

    public String password() {
        return settings.password();
    }

    /** Makes a database unless there is one of that name. */
    public void ensureDatabase(String name) {
        if (ask("SELECT count(*) FROM pg_database WHERE datname = '" + name + "'")
                .equals("0")) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE \"" + name + "\"");
            } catch (SQLException e) {
                throw new StackException("Could not create the database " + name + ": " + e.getMessage(), e);
            }
        }
    }

    /** The process id of the server's first process, as the server itself wrote it down. */
    @Override
    public long pid() {
        try {
            return Long.parseLong(Files.readAllLines(settings.data().resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL is not running on " + settings.data(), e);
        }
    }

    @Override
    public boolean isAlive() {
        return Files.exists(settings.data().resolve("postmaster.pid"))
                && ProcessHandle.of(pid()).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Stops the server: open transactions are rolled back, what was committed is on disk. */
    @Override
    public void stop() {
        run(
                "stop",
                "pg_ctl",
                List.of(
                        "stop",
                        "--wait",
                        "--timeout=60",
                        "--mode=fast",
                        "--pgdata=" + settings.data().toAbsolutePath()));
    }

    private void prepareLog() {
        try {
            Files.createDirectories(settings.log().toAbsolutePath().getParent());
            if (!Files.exists(settings.log())) {
                Files.createFile(settings.log());
            }
            unprivileged.letThroughTo(settings.log());
            unprivileged.handOver(settings.log());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + settings.log(), e);
        }
    }

    private void makeDataFolder() {
        Path passwordFile = settings.data().resolveSibling("initial-password");
        try {
            Files.createDirectories(settings.data());
            unprivileged.letThroughTo(settings.data());
            Files.deleteIfExists(passwordFile);
            Files.createFile(
                    passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile, settings.password());
            unprivileged.handOver(settings.data());
            unprivileged.handOver(passwordFile);
            List<String> arguments = new ArrayList<>(List.of(
                    "--pgdata=" + settings.data().toAbsolutePath(),
                    "--username=" + settings.user(),
                    "--pwfile=" + passwordFile.toAbsolutePath(),
                    "--auth=scram-sha-256"));
            arguments.addAll(LOCALE);
            if (!settings.durable()) {
                arguments.add("--no-sync");
            }
            run("make the data folder of", "initdb", arguments);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not make PostgreSQL's data folder " + settings.data(), e);
        } finally {
            try {
                Files.deleteIfExists(passwordFile);
            } catch (IOException e) {
                throw new UncheckedIOException("Could not delete " + passwordFile, e);
            }
        }
    }

    private void run(String what, String program, List<String> arguments) {
        ChildProcess child = ChildProcess.start(
                "PostgreSQL's " + program,
                unprivileged.command(programs.resolve(program), arguments),
                Map.of(),
                settings.log());
        if (child.awaitExit() != 0) {
            throw new StackException("Could not " + what + " PostgreSQL.\n" + LogTail.of(settings.log(), 25));
        }
    }

    private void requireDurable() {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            String value = ask("SHOW " + setting);
            if (!value.equals("on")) {
                stop();
                throw new StackException("PostgreSQL runs with " + setting + "=" + value
                        + ": a commit could be lost. Remove the setting from " + settings.data());
            }
        }
    }

    private String ask(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new StackException("PostgreSQL on port " + settings.port() + " did not answer: " + e.getMessage(), e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                settings.jdbcUrl(MAINTENANCE_DATABASE), settings.user(), settings.password());
    }
}
