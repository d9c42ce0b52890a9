package dev.zoneledger.bench;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One import that is far greater than the service's heap, and what the service holds in memory while it runs. */
final class LongImport {

    private static final Pattern HEAP = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.E]+)");
    private static final int SAMPLE_SECONDS = 1;

    private final Stand stand;
    private final Payload payload;
    private final HttpClient http = HttpClient.newHttpClient();

    LongImport(Stand stand, Payload payload) {
        this.stand = stand;
        this.payload = payload;
    }

    /** @param size in megabytes, of a workbook in thousands of rows */
    void run(String form, int size) throws Exception {
        switch (form) {
            case "memory" -> {
                Lines lines = new Lines(new byte[0], payload.bodies(), size * 1_000_000L);
                run(form, "application/x-ndjson", HttpRequest.BodyPublishers.ofInputStream(() -> lines), lines);
            }
            case "memory-csv" -> {
                Lines lines = new Lines(Tables.csvHeader(), Tables.csvBodies(), size * 1_000_000L);
                run(form, "text/csv", HttpRequest.BodyPublishers.ofInputStream(() -> lines), lines);
            }
            case "memory-xlsx" -> {
                Path file = Tables.xlsx(stand.folder(), size * 1000);
                Lines none = new Lines(new byte[0], List.of(), 0);
                none.sent = Files.size(file);
                none.bodiesRead = size * 1000 / Payload.LINES;
                run(
                        form,
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        HttpRequest.BodyPublishers.ofFile(file),
                        none);
            }
            default -> throw new IllegalArgumentException(form);
        }
    }

    private void run(String form, String contentType, HttpRequest.BodyPublisher body, Lines lines) throws Exception {
        System.out.printf("%nOne import (%s), the service's heap as given%n", form);
        System.out.printf("%8s %12s %12s %12s%n", "seconds", "MB sent", "heap MB", "resident MB");
        long start = System.nanoTime();
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                HttpRequest.newBuilder(stand.ingestAddress("/v1/imports"))
                        .header("Content-Type", contentType)
                        .header("Authorization", "Bearer " + stand.token())
                        .POST(body)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        double maxHeap = 0;
        double maxResident = 0;
        int samples = 0;
        while (!isOver(answer)) {
            double heap = heap();
            double resident = resident();
            maxHeap = Math.max(maxHeap, heap);
            maxResident = Math.max(maxResident, resident);
            if (samples++ % 5 == 0) {
                System.out.printf("%8.0f %12.0f %12.0f %12.0f%n", seconds(start), lines.sent / 1e6, heap, resident);
            }
        }
        double took = seconds(start);
        int sent = lines.bodiesRead * Payload.LINES;
        System.out.printf(
                "%,d lines in %.1f s: %,.0f events/s, %.1f MB/s; at most %.0f MB of heap, %.0f MB resident%nanswer %d: %s%n",
                sent,
                took,
                sent / took,
                lines.sent / 1e6 / took,
                maxHeap,
                maxResident,
                answer.get().statusCode(),
                answer.get().body());
    }

    private static boolean isOver(CompletableFuture<?> answer) throws Exception {
        try {
            answer.get(SAMPLE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    private double heap() throws IOException, InterruptedException {
        String metrics = http.send(
                        HttpRequest.newBuilder(stand.ingestAddress("/q/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        double bytes = 0;
        for (Matcher area = HEAP.matcher(metrics); area.find(); ) {
            bytes += Double.parseDouble(area.group(1));
        }
        return bytes / 1e6;
    }

    private double resident() throws IOException {
        Process ps = new ProcessBuilder(
                        "ps",
                        "-o",
                        "rss=",
                        "-p",
                        Long.toString(stand.ingestProcess().pid()))
                .start();
        String kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return Double.parseDouble(kilobytes.strip()) * 1024 / 1e6;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** The same lines over and over, so that this process holds few of them. */
    private static final class Lines extends InputStream {
        private final byte[] first;
        private final List<byte[]> bodies;
        private final long size;
        private volatile long sent;
        private volatile int bodiesRead;
        private int at;

        Lines(byte[] first, List<Buffer> bodies, long size) {
            this.first = first;
            this.bodies = bodies.stream().map(Buffer::getBytes).toList();
            this.size = size;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read into an array");
        }

        // Written by one thread, looked at by another.
        @SuppressWarnings("NonAtomicVolatileUpdate")
        @Override
        public int read(byte[] target, int offset, int length) {
            if (sent < first.length) {
                int count = Math.min(length, first.length - (int) sent);
                System.arraycopy(first, (int) sent, target, offset, count);
                sent += count;
                return count;
            }
            byte[] body = bodies.get(bodiesRead % bodies.size());
            if (at == body.length) {
                at = 0;
                bodiesRead++;
                return sent >= size ? -1 : read(target, offset, length);
            }
            int count = Math.min(length, body.length - at);
            System.arraycopy(body, at, target, offset, count);
            at += count;
            sent += count;
            return count;
        }
    }
}
