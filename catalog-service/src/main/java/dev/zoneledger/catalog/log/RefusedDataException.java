package dev.zoneledger.catalog.log;

import java.sql.SQLException;

/** PostgreSQL will never take this data: not an outage. */
final class RefusedDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedDataException(SQLException cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }

    /** By class of SQLSTATE: 22 data exception, 23 constraint violation, 54 a limit of the program exceeded. */
    static boolean isRefusal(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }
}
