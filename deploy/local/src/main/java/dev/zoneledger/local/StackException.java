package dev.zoneledger.local;

/** Something a person must see to before the stack can run; the message says what is wrong and what to do. */
public final class StackException extends RuntimeException {
    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
