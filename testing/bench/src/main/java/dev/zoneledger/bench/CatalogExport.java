package dev.zoneledger.bench;

import dev.zoneledger.bench.CatalogStand.Catalog;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All claims in each form of an export, and what the service holds in memory while it sends them. */
final class CatalogExport {

    private static final Pattern HEAP = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.E]+)");
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final double MEGA = 1e6;

    private final CatalogStand stand;
    private final Catalog catalog;
    private final int claims;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    CatalogExport(CatalogStand stand, Catalog catalog, int claims) {
        this.stand = stand;
        this.catalog = catalog;
        this.claims = claims;
    }

    /** @param lines counted of what is text; 0 of a workbook */
    private record Received(long bytes, long lines, double first) {}

    void run() throws Exception {
        System.out.printf(
                "%n%-34s %8s %10s %10s %12s %10s %12s%n",
                "export", "s", "rows/s", "MB", "first byte s", "heap MB", "resident MB");
        for (String type :
                new String[] {"application/x-ndjson", "text/csv", "application/vnd.sdmx.data+csv;version=2.0.0", XLSX
                }) {
            export(type);
        }
    }

    private void export(String type) throws Exception {
        long start = System.nanoTime();
        CompletableFuture<Received> all = http.sendAsync(
                        HttpRequest.newBuilder(catalog.address("/v1/claims"))
                                .header("Accept", type)
                                .header("Authorization", "Bearer " + stand.token())
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .thenApply(answer -> read(answer, start));
        double heap = 0;
        double resident = 0;
        while (!isOver(all)) {
            heap = Math.max(heap, heap());
            resident = Math.max(resident, resident());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Received received = all.get();
        System.out.printf(
                "%-34s %8.1f %,10.0f %,10.0f %12.2f %10.0f %12.0f%n",
                type.length() > 34 ? type.substring(type.length() - 34) : type,
                seconds,
                claims / seconds,
                received.bytes / MEGA,
                received.first,
                heap,
                resident);
        // The year that is not named and the like do not occur in these rows: all forms have all of them.
        if (received.lines > 0 && received.lines < claims) {
            throw new IllegalStateException("only " + received.lines + " lines of " + claims);
        }
    }

    private static Received read(HttpResponse<InputStream> answer, long start) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("answered " + answer.statusCode());
        }
        boolean text = !answer.headers().firstValue("Content-Type").orElse("").contains("sheet");
        try (InputStream body = answer.body()) {
            byte[] part = new byte[1 << 16];
            long bytes = 0;
            long lines = 0;
            double first = 0;
            for (int count = body.read(part); count >= 0; count = body.read(part)) {
                if (bytes == 0) {
                    first = (System.nanoTime() - start) / 1e9;
                }
                bytes += count;
                for (int i = 0; text && i < count; i++) {
                    lines += part[i] == '\n' ? 1 : 0;
                }
            }
            return new Received(bytes, lines, first);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isOver(CompletableFuture<?> answer) throws Exception {
        try {
            answer.get(1, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    private double heap() throws IOException, InterruptedException {
        String metrics = http.send(
                        HttpRequest.newBuilder(catalog.address("/q/metrics")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        double bytes = 0;
        for (Matcher area = HEAP.matcher(metrics); area.find(); ) {
            bytes += Double.parseDouble(area.group(1));
        }
        return bytes / MEGA;
    }

    private double resident() throws IOException {
        Process ps = new ProcessBuilder(
                        "ps",
                        "-o",
                        "rss=",
                        "-p",
                        Long.toString(catalog.process().pid()))
                .start();
        String kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return Double.parseDouble(kilobytes.strip()) * 1024 / MEGA;
    }
}
