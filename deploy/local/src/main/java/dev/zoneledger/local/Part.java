package dev.zoneledger.local;

/** One process of the stack. */
interface Part {
    long pid();

    boolean isAlive();

    void stop();
}
