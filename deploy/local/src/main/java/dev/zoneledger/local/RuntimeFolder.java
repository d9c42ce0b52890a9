package dev.zoneledger.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the build lays out for running: the broker's jars, and PostgreSQL's binaries once they are unpacked. */
final class RuntimeFolder {
    private static final Path PLACE = Path.of("deploy", "local", "target", "runtime");

    private RuntimeFolder() {}

    /** Finds the folder from the working directory upwards, or where the system property {@code zone.runtime} says. */
    static Path find() {
        String set = System.getProperty("zone.runtime");
        if (set != null) {
            return Path.of(set);
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(PLACE).resolve("kafka"))) {
                return folder.resolve(PLACE);
            }
        }
        throw new StackException(
                "The jars of the broker are not in " + PLACE + " (looked for from " + start
                        + " upwards). Build them with \"./mvnw -pl deploy/local -am process-classes\", or run your tests with -am.");
    }
}
