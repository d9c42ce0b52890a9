package dev.zoneledger.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one folder that holds all that the stack keeps between starts. */
record StateFolder(Path path) {
    private static final String MARKER = "zone-ledger-state";

    Path kafka() {
        return path.resolve("kafka");
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    Path metrics() {
        return path.resolve("metrics");
    }

    Path keys() {
        return path.resolve("keys");
    }

    Path tokens() {
        return path.resolve("tokens");
    }

    Path log(String part) {
        return path.resolve("logs").resolve(part + ".log");
    }

    Path run() {
        return path.resolve("run");
    }

    /** There once the facts are in; holds the position that the import was answered with. */
    Path imported() {
        return path.resolve("imported");
    }

    /** There while a stack is up and ready. */
    Path ready() {
        return run().resolve("ready");
    }

    boolean exists() {
        return Files.exists(path.resolve(MARKER));
    }

    /** Makes the folder, or refuses one that holds something else: reset would delete it. */
    void create() {
        try {
            if (exists()) {
                return;
            }
            if (Files.isDirectory(path) && !isEmpty()) {
                throw new StackException(path + " is not a state folder of the stack and not empty."
                        + " Choose another with --state, which is made if it is not there.");
            }
            Files.createDirectories(path);
            Files.createFile(path.resolve(MARKER));
        } catch (IOException e) {
            throw new StackException("The state folder " + path + " cannot be made: " + e, e);
        }
    }

    void delete() {
        if (!exists()) {
            throw new StackException(path + " is not a state folder of the stack: nothing was deleted.");
        }
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
                        throws IOException {
                    if (failed != null) {
                        throw failed;
                    }
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new StackException("The state folder " + path + " could not be deleted: " + e, e);
        }
    }

    /** Writes a file that only its owner may read, replacing one that is there in one step. */
    static void writeSecret(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Path half = file.resolveSibling(file.getFileName() + ".half");
            Files.deleteIfExists(half);
            Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(half, content);
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file, e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StackException("Could not read " + file + ": " + e, e);
        }
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        }
    }
}
