package dev.zoneledger.testing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/** What a service under test logs meanwhile, with its stack traces and what each line is about; of our own code everything, down to the last detail. */
public final class CapturedLog implements AutoCloseable {

    private static final String OWN = "dev.zoneledger";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = Logger.getLogger("");
    private final Logger own = Logger.getLogger(OWN);
    private final @Nullable Level before = own.getLevel();
    private final Handler handler = new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord record) {
            String about = record instanceof ExtLogRecord extended
                    ? extended.getMdcCopy().toString()
                    : "";
            lines.add(formatter.format(record) + about);
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    private CapturedLog() {}

    public static CapturedLog begin() {
        CapturedLog log = new CapturedLog();
        log.handler.setLevel(Level.ALL);
        log.root.addHandler(log.handler);
        log.own.setLevel(Level.ALL);
        return log;
    }

    /** Each with the stack trace that belongs to it. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    public String text() {
        return lines.stream().collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        own.setLevel(before);
        root.removeHandler(handler);
    }
}
