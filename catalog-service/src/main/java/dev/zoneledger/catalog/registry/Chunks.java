package dev.zoneledger.catalog.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;

/**
 * The body of an answer, sent in chunks, each once the one before has left: however slow the client is, two are held. A client
 * that takes nothing for a while is given up, since it holds a connection of the database.
 */
final class Chunks extends OutputStream {

    private static final int SIZE = 1 << 16;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ServerHttpResponse response;
    private final byte[] chunk = new byte[SIZE];
    private int filled;
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

    Chunks(ServerHttpResponse response) {
        this.response = response.setChunked(true);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            int count = Math.min(left, SIZE - filled);
            System.arraycopy(bytes, from, chunk, filled, count);
            filled += count;
            from += count;
            left -= count;
            if (filled == SIZE) {
                send();
            }
        }
    }

    private void send() throws IOException {
        await();
        underWay = response.write(Arrays.copyOf(chunk, filled)).toCompletableFuture();
        filled = 0;
    }

    private void await() throws IOException {
        try {
            underWay.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("The client is gone", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("The client has taken nothing for " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** Sends the rest and ends the answer. */
    @Override
    public void close() throws IOException {
        if (filled > 0) {
            send();
        }
        await();
        response.end();
    }
}
