package dev.zoneledger.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Held by the one supervisor of a state folder; the system lets go of it when that ends, however it ends. */
final class StateLock implements AutoCloseable {
    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock, or null if another process holds it. */
    static @Nullable StateLock tryAcquire(StateFolder state) {
        try {
            Files.createDirectories(state.run());
            FileChannel channel =
                    FileChannel.open(state.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return null;
            }
            return new StateLock(channel);
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        } catch (IOException e) {
            throw new StackException("The state folder " + state.path() + " cannot be used: " + e, e);
        }
    }

    static boolean isHeld(StateFolder state) {
        try (StateLock lock = tryAcquire(state)) {
            return lock == null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StackException("The state folder's lock could not be given back: " + e, e);
        }
    }
}
