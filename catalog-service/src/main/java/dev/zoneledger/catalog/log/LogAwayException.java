package dev.zoneledger.catalog.log;

/** The broker does not answer; it may later. */
public final class LogAwayException extends Exception {

    private static final long serialVersionUID = 1L;

    LogAwayException(Exception cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
