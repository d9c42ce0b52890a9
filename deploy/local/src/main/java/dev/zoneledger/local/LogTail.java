package dev.zoneledger.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

final class LogTail {
    private static final int LOOK_BACK_BYTES = 64 * 1024;

    private LogTail() {}

    /** The last lines of a log, indented, for a message about a process that failed; what cannot be read is said. */
    static String of(Path log, int lines) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - LOOK_BACK_BYTES));
            byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            String tail = String.join("\n    ", all.subList(Math.max(0, all.size() - lines), all.size()));
            return "The end of " + log + ":\n    " + (tail.isBlank() ? "(nothing was logged)" : tail);
        } catch (IOException unreadable) {
            return "Its log " + log + " cannot be read: " + unreadable.getMessage();
        }
    }
}
