package dev.zoneledger.local;

/** One process of the stack. */
public interface Part {
    long pid();

    boolean isAlive();

    void stop();
}
