package dev.zoneledger.local;

import java.nio.file.Path;

final class JavaCommand {
    private JavaCommand() {}

    /** The java of the JDK that this process runs on: children never run on another one. */
    static String path() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
