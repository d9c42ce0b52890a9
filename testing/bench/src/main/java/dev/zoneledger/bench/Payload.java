package dev.zoneledger.bench;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Claims as people post them, without an id, about 600 bytes each: the same for the service and for its floors. */
final class Payload {

    /** Of a request of many. */
    static final int LINES = 1000;

    private static final int BODIES = 40;

    // Each is a key of its own, so that the partitions of the topic share the load, as a raw producer's do.
    private static final int ZONES = 24;

    private final List<Buffer> bodies =
            IntStream.range(0, BODIES).mapToObj(Payload::body).toList();

    List<Buffer> bodies() {
        return bodies;
    }

    /** Claims without the type that a line of an import has. */
    List<Buffer> claims() {
        return IntStream.range(0, BODIES * LINES)
                .mapToObj(each -> Buffer.buffer(line(each).replace("\"type\":\"claim\",", "")))
                .toList();
    }

    /** The lines of all bodies in a file, as ProducerPerformance reads them. */
    Path writeTo(Path folder) throws IOException {
        Path file = folder.resolve("payload.ndjson");
        StringBuilder lines = new StringBuilder();
        bodies.forEach(lines::append);
        return Files.writeString(file, lines);
    }

    private static Buffer body(int number) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            lines.append(line(number * LINES + i)).append('\n');
        }
        return Buffer.buffer(lines.toString());
    }

    static String line(int number) {
        return ("{\"type\":\"claim\",\"zone\":\"bench-zone-%d\",\"subject\":{\"project\":\"jinmeng-sintered-line-%d\"},"
                        + "\"measure\":\"capacity\",\"product\":\"ndfeb-sintered\","
                        + "\"quantity\":{\"value\":%d.%02d,\"unit\":\"t/a\",\"qualifier\":\"exact\"},"
                        + "\"status\":\"operating\",\"basis\":\"actual\","
                        + "\"effectiveFrom\":{\"date\":\"2020-%02d-%02d\",\"precision\":\"day\",\"bound\":\"not-later\"},"
                        + "\"statedBy\":{\"name\":\"Sun Xiping\",\"office\":\"legal representative\",\"organisation\":\"jinmeng-huimeng\"},"
                        + "\"source\":{\"uri\":\"urn:bench:%d\",\"publisher\":\"SMM\",\"publishedOn\":\"2020-10\",\"language\":\"en\","
                        + "\"machineTranslated\":true,\"locator\":\"paragraph %d\",\"excerpt\":\"annual output of %d tons\"}}")
                .formatted(
                        number / LINES % ZONES,
                        number % 5000,
                        1 + number * 7919L % 100_000,
                        number % 100,
                        1 + number % 12,
                        1 + number % 28,
                        number,
                        number % 50,
                        number * 7919L % 100_000);
    }
}
