package dev.zoneledger.catalog.log;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Rows turned into arrays, one a column, for statements that take a whole batch through {@code unnest}. The arrays are of the
 * columns' own types: the driver sends those in binary form, which the server need not parse.
 */
final class Columns<T> {

    private record Column<T>(String type, IntFunction<@Nullable Object[]> array, Function<T, @Nullable Object> value) {}

    private final List<Column<T>> columns = new ArrayList<>();

    Columns<T> text(Function<T, @Nullable String> value) {
        columns.add(new Column<>("text", String[]::new, value::apply));
        return this;
    }

    Columns<T> integer(Function<T, @Nullable Integer> value) {
        columns.add(new Column<>("int4", Integer[]::new, value::apply));
        return this;
    }

    Columns<T> bigint(Function<T, Long> value) {
        columns.add(new Column<>("int8", Long[]::new, value::apply));
        return this;
    }

    Columns<T> decimal(Function<T, @Nullable BigDecimal> value) {
        columns.add(new Column<>("numeric", BigDecimal[]::new, value::apply));
        return this;
    }

    Columns<T> yesOrNo(Function<T, @Nullable Boolean> value) {
        columns.add(new Column<>("bool", Boolean[]::new, value::apply));
        return this;
    }

    /** Runs the statement, whose parameters are the columns in their order, and says how many rows it wrote. */
    int execute(Connection connection, String sql, Collection<T> rows) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                Column<T> column = columns.get(i);
                @Nullable Object[] values = column.array.apply(rows.size());
                int row = 0;
                for (T each : rows) {
                    values[row++] = column.value.apply(each);
                }
                statement.setArray(i + 1, connection.createArrayOf(column.type, values));
            }
            return statement.executeUpdate();
        }
    }
}
