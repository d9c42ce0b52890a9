package dev.zoneledger.local;

import java.nio.file.Path;

/**
 * Where a PostgreSQL server keeps its data and how it is reached.
 *
 * @param data the data folder; made by the first start
 * @param log the file that the server's own messages go to
 * @param port where clients connect, on 127.0.0.1
 * @param user the superuser, who owns everything
 * @param password the superuser's password, set when the data folder is made
 * @param durable whether a commit is on disk before it is answered; false only for data that is thrown away
 */
public record PostgresSettings(Path data, Path log, int port, String user, String password, boolean durable) {
    String serverOptions() {
        String disk = durable ? "on" : "off";
        return String.join(
                " ",
                "-c listen_addresses=127.0.0.1",
                "-c port=" + port,
                // The path of a socket must be short, and a state folder's may be long: TCP alone.
                "-c unix_socket_directories=",
                "-c max_connections=200",
                "-c timezone=UTC",
                "-c shared_buffers=256MB",
                // With the default of 1 GB a large import has a checkpoint every half minute, each followed by whole
                // pages in the log.
                "-c max_wal_size=4GB",
                "-c fsync=" + disk,
                "-c synchronous_commit=" + disk,
                "-c full_page_writes=" + disk);
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }
}
