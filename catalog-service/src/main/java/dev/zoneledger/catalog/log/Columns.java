package dev.zoneledger.catalog.log;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows turned into arrays, one a column, for statements that take a whole batch through {@code unnest}. */
final class Columns<T> {

    private record Column<T>(String type, Function<T, @Nullable Object> value) {}

    private final List<Column<T>> columns = new ArrayList<>();

    Columns<T> text(Function<T, @Nullable String> value) {
        columns.add(new Column<>("text", value::apply));
        return this;
    }

    Columns<T> integer(Function<T, @Nullable Integer> value) {
        columns.add(new Column<>("int4", value::apply));
        return this;
    }

    Columns<T> bigint(Function<T, Long> value) {
        columns.add(new Column<>("int8", value::apply));
        return this;
    }

    Columns<T> decimal(Function<T, @Nullable BigDecimal> value) {
        columns.add(new Column<>("numeric", value::apply));
        return this;
    }

    Columns<T> yesOrNo(Function<T, @Nullable Boolean> value) {
        columns.add(new Column<>("bool", value::apply));
        return this;
    }

    /** Runs the statement, whose parameters are the columns in their order; nothing if there are no rows. */
    void execute(Connection connection, String sql, Collection<T> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                Column<T> column = columns.get(i);
                @Nullable Object[] values = new @Nullable Object[rows.size()];
                int row = 0;
                for (T each : rows) {
                    values[row++] = column.value.apply(each);
                }
                statement.setArray(i + 1, connection.createArrayOf(column.type, values));
            }
            statement.executeUpdate();
        }
    }
}
