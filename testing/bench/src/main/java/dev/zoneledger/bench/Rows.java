package dev.zoneledger.bench;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the service has written, kept in memory column by column, to be written again without it. */
final class Rows {

    /** As many as the service reads at once: max.poll.records. */
    private static final int BATCH = 2500;

    private final List<Table> tables;
    private final Map<Integer, Long> positions;

    private Rows(List<Table> tables, Map<Integer, Long> positions) {
        this.tables = tables;
        this.positions = positions;
    }

    private record Column(
            String name, String type, @Nullable Object[] values) {
        /** The driver sends texts in binary form, but not documents, days and times. */
        String arrayType() {
            return values instanceof String[] ? "text" : type;
        }
    }

    private record Table(String insert, List<Column> columns, int rows) {}

    static Rows read(Connection connection) throws SQLException {
        // Both tables have the same documents, ids and hashes.
        Map<Object, Object> shared = new HashMap<>();
        List<Table> tables = List.of(table(connection, "revision", shared), table(connection, "claim", shared));
        Map<Integer, Long> positions = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT log_partition, next_offset FROM log_position")) {
            while (row.next()) {
                positions.put(row.getInt(1), row.getLong(2));
            }
        }
        return new Rows(tables, positions);
    }

    private static Table table(Connection connection, String name, Map<Object, Object> shared) throws SQLException {
        connection.setAutoCommit(false);
        List<Column> columns = new ArrayList<>();
        int rows;
        try (Statement statement = connection.createStatement()) {
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + name)) {
                count.next();
                rows = count.getInt(1);
            }
            try (ResultSet column = statement.executeQuery(
                    "SELECT column_name, udt_name FROM information_schema.columns WHERE table_name = '" + name
                            + "' AND is_generated = 'NEVER' ORDER BY ordinal_position")) {
                while (column.next()) {
                    String type = column.getString(2);
                    columns.add(new Column(column.getString(1), type, values(type, rows)));
                }
            }
            statement.setFetchSize(BATCH);
            String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
            // As they were written.
            try (ResultSet row = statement.executeQuery("SELECT " + names + " FROM " + name + " ORDER BY ctid")) {
                for (int i = 0; row.next(); i++) {
                    for (int c = 0; c < columns.size(); c++) {
                        columns.get(c).values[i] = value(row, c + 1, columns.get(c).type, shared);
                    }
                }
            }
            String insert = "INSERT INTO " + name + " (" + names + ") SELECT "
                    + columns.stream().map(each -> each.name + "::" + each.type).collect(Collectors.joining(", "))
                    + " FROM unnest(" + columns.stream().map(each -> "?").collect(Collectors.joining(", "))
                    + ") AS t(" + names + ") ON CONFLICT DO NOTHING";
            return new Table(insert, columns, rows);
        }
    }

    /** Of the column's own type: the driver sends such an array in binary form. */
    private static @Nullable Object[] values(String type, int rows) {
        return switch (type) {
            case "int4" -> new @Nullable Integer[rows];
            case "int8" -> new @Nullable Long[rows];
            case "bool" -> new @Nullable Boolean[rows];
            case "numeric" -> new @Nullable BigDecimal[rows];
            default -> new @Nullable String[rows];
        };
    }

    private static @Nullable Object value(ResultSet row, int column, String type, Map<Object, Object> shared)
            throws SQLException {
        Object value = switch (type) {
            case "int4" -> row.getObject(column, Integer.class);
            case "int8" -> row.getObject(column, Long.class);
            case "bool" -> row.getObject(column, Boolean.class);
            case "numeric" -> row.getBigDecimal(column);
            default -> row.getString(column);
        };
        return value == null ? null : shared.computeIfAbsent(value, same -> same);
    }

    void insert(Connection connection) throws SQLException {
        int all = tables.getFirst().rows;
        for (int from = 0; from < all; from += BATCH) {
            for (Table table : tables) {
                insert(connection, table, from, Math.min(all, from + BATCH));
            }
            position(connection);
            connection.commit();
        }
    }

    private static void insert(Connection connection, Table table, int from, int to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.insert)) {
            for (int c = 0; c < table.columns.size(); c++) {
                Column column = table.columns.get(c);
                @Nullable Object[] batch = Arrays.copyOfRange(column.values, from, to);
                statement.setArray(c + 1, connection.createArrayOf(column.arrayType(), batch));
            }
            int written = statement.executeUpdate();
            if (written != to - from) {
                throw new IllegalStateException("wrote " + written + " of " + (to - from) + " rows");
            }
        }
    }

    private void position(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO log_position SELECT * FROM unnest(?, ?)
                ON CONFLICT (log_partition) DO UPDATE SET next_offset = excluded.next_offset""")) {
            statement.setArray(
                    1, connection.createArrayOf("int4", positions.keySet().toArray()));
            statement.setArray(
                    2, connection.createArrayOf("int8", positions.values().toArray()));
            statement.executeUpdate();
        }
    }
}
