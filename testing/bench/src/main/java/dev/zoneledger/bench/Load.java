package dev.zoneledger.bench;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** So many connections, on each one request after the other. */
final class Load implements AutoCloseable {

    private static final int ACCEPTED = 202;

    /** An answer that never comes ends the run instead of holding it up. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final int connections;
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final HttpClient client;

    Load(int connections) {
        this.connections = connections;
        client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(600), new PoolOptions().setHttp1MaxSize(connections));
    }

    /** What is sent, one body after the other. */
    record Request(int port, String path, Map<String, String> headers, List<Buffer> bodies) {}

    /** How long each request took, and all of them. */
    static final class Result {
        private final long[] nanos;
        private final double seconds;

        private Result(long[] nanos, double seconds) {
            this.nanos = nanos;
            this.seconds = seconds;
            Arrays.sort(nanos);
        }

        long requests() {
            return nanos.length;
        }

        double rate() {
            return nanos.length / seconds;
        }

        /** In milliseconds. */
        double quantile(double share) {
            return nanos[(int) Math.min(nanos.length - 1L, (long) (nanos.length * share))] / 1e6;
        }

        /** Of both runs together. */
        Result and(Result other) {
            long[] both = Arrays.copyOf(nanos, nanos.length + other.nanos.length);
            System.arraycopy(other.nanos, 0, both, nanos.length, other.nanos.length);
            return new Result(both, seconds + other.seconds);
        }
    }

    Result run(Request request, int seconds) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            all.add(new Connection(request, end, i * request.bodies.size() / connections));
        }
        // On the event loop: another thread may ask for the body of an answer after it has come, and wait for ever.
        context.runOnContext(now -> all.forEach(Connection::next));
        for (Connection each : all) {
            each.over.future().toCompletionStage().toCompletableFuture().get();
        }
        double took = (System.nanoTime() - start) / 1e9;
        long[] taken = new long[0];
        for (Connection each : all) {
            int had = taken.length;
            taken = Arrays.copyOf(taken, had + each.count);
            System.arraycopy(each.taken, 0, taken, had, each.count);
        }
        return new Result(taken, took);
    }

    @Override
    public void close() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private final class Connection {
        private final Request request;
        private final RequestOptions options;
        private final long end;
        private final io.vertx.core.Promise<Void> over = io.vertx.core.Promise.promise();
        private long[] taken = new long[1024];
        private int count;
        private int body;

        Connection(Request request, long end, int firstBody) {
            this.request = request;
            this.end = end;
            this.body = firstBody;
            options = new RequestOptions()
                    .setHost("127.0.0.1")
                    .setPort(request.port)
                    .setURI(request.path)
                    .setMethod(HttpMethod.POST)
                    .setIdleTimeout(ANSWER_LIMIT.toMillis());
            request.headers.forEach(options::putHeader);
        }

        void next() {
            long sent = System.nanoTime();
            if (sent >= end) {
                over.complete();
                return;
            }
            Buffer content = request.bodies.get(body++ % request.bodies.size());
            client.request(options)
                    .compose(open -> open.send(content))
                    .compose(response -> response.body().map(answer -> check(response, answer)))
                    .onSuccess(ok -> {
                        add(System.nanoTime() - sent);
                        next();
                    })
                    .onFailure(over::fail);
        }

        private boolean check(HttpClientResponse response, Buffer answer) {
            if (response.statusCode() != ACCEPTED) {
                throw new IllegalStateException(request.path + ": " + response.statusCode() + " " + answer);
            }
            return true;
        }

        private void add(long nanos) {
            if (count == taken.length) {
                taken = Arrays.copyOf(taken, 2 * count);
            }
            taken[count++] = nanos;
        }
    }
}
