package dev.zoneledger.local;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

final class JavaCommand {
    private JavaCommand() {}

    /** More options for services and broker: those of the variable {@code ZONE_JAVA_OPTIONS}, blanks between them. */
    static List<String> moreOptions() {
        return Stream.of(System.getenv().getOrDefault("ZONE_JAVA_OPTIONS", "").split(" "))
                .filter(option -> !option.isEmpty())
                .toList();
    }

    /** The java of the JDK that this process runs on: children never run on another one. */
    static String path() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
