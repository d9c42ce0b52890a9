package dev.zoneledger.bench;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Claims as people post them, without an id, about 600 bytes each: the same for the service and for its floors. They differ
 * from each other as much as real ones do: lz4 makes a quarter of them, as it does of the facts that the local stack begins with.
 */
final class Payload {

    /** Of a request of many. */
    static final int LINES = 1000;

    private static final int BODIES = 40;

    // Each is a key of its own, so that the partitions of the topic share the load, as a raw producer's do.
    private static final int ZONES = 24;

    private static final List<String> PRODUCTS = List.of(
            "ndfeb-sintered",
            "ndfeb-bonded",
            "ndfeb-hot-pressed",
            "ndfeb-powder-rapidly-quenched",
            "polishing-powder",
            "ndpr-metal",
            "magnet-material");
    private static final List<String> STATUSES =
            List.of("announced", "approved", "construction", "commissioning", "operating", "mothballed");
    private static final List<String> QUALIFIERS = List.of("exact", "approximately", "at-least", "at-most");
    private static final List<String> MAKERS = List.of(
            "jinmeng",
            "kerui",
            "tianjiao",
            "ruixin",
            "beifang",
            "huamei",
            "xijun",
            "anjie",
            "yongci",
            "dadi",
            "shanghe",
            "zhanyou");
    private static final List<String> LINE_WORDS =
            List.of("sintered", "bonded", "workshop", "phase", "line", "plant", "expansion", "pilot");
    private static final List<String> FAMILY_NAMES = List.of(
            "Sun", "Li", "Wang", "Zhang", "Zhao", "Bai", "Guo", "Hasi", "Meng", "Qiao", "Yun", "Tian", "Shi", "Fan");
    private static final List<String> GIVEN_NAMES = List.of(
            "Xiping",
            "Jianguo",
            "Bateer",
            "Liming",
            "Qingshan",
            "Yulan",
            "Weidong",
            "Haixia",
            "Guoqiang",
            "Suya",
            "Tengfei",
            "Narisu");
    private static final List<String> OFFICES = List.of(
            "legal representative",
            "deputy director",
            "general manager",
            "chief engineer",
            "spokesperson",
            "head of the bureau",
            "chairman");
    private static final List<String> PUBLISHERS = List.of(
            "SMM", "Baotou Daily", "Zone bureau", "Rare Earth Weekly", "Xinhua", "Company report", "Asian Metal");
    private static final List<String> EXCERPT_WORDS = List.of(
            "annual",
            "designed",
            "yearly",
            "total",
            "planned",
            "output",
            "capacity",
            "production",
            "a scale",
            "up to",
            "more than",
            "about");

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
        SplittableRandom random = new SplittableRandom(number);
        int tons = 1 + random.nextInt(100_000);
        return ("{\"type\":\"claim\",\"zone\":\"bench-zone-%d\",\"subject\":{\"project\":\"%s-%s-%d\"},"
                        + "\"measure\":\"capacity\",\"product\":\"%s\","
                        + "\"quantity\":{\"value\":%d.%02d,\"unit\":\"t/a\",\"qualifier\":\"%s\"},"
                        + "\"status\":\"%s\",\"basis\":\"actual\","
                        + "\"effectiveFrom\":{\"date\":\"20%02d-%02d-%02d\",\"precision\":\"day\",\"bound\":\"not-later\"},"
                        + "\"statedBy\":{\"name\":\"%s %s\",\"office\":\"%s\",\"organisation\":\"%s-%s\"},"
                        + "\"source\":{\"uri\":\"urn:bench:%08x\",\"publisher\":\"%s\",\"publishedOn\":\"20%02d-%02d\",\"language\":\"en\","
                        + "\"machineTranslated\":%b,\"locator\":\"paragraph %d\",\"excerpt\":\"%s %s of %d tons\"}}")
                .formatted(
                        number / LINES % ZONES,
                        one(MAKERS, random),
                        one(LINE_WORDS, random),
                        number % 5000,
                        one(PRODUCTS, random),
                        tons,
                        random.nextInt(100),
                        one(QUALIFIERS, random),
                        one(STATUSES, random),
                        10 + random.nextInt(16),
                        1 + random.nextInt(12),
                        1 + random.nextInt(28),
                        one(FAMILY_NAMES, random),
                        one(GIVEN_NAMES, random),
                        one(OFFICES, random),
                        one(MAKERS, random),
                        one(GIVEN_NAMES, random).toLowerCase(Locale.ROOT),
                        random.nextInt(),
                        one(PUBLISHERS, random),
                        10 + random.nextInt(16),
                        1 + random.nextInt(12),
                        random.nextBoolean(),
                        1 + random.nextInt(60),
                        one(EXCERPT_WORDS, random),
                        one(EXCERPT_WORDS, random),
                        tons);
    }

    private static String one(List<String> of, SplittableRandom random) {
        return of.get(random.nextInt(of.size()));
    }
}
