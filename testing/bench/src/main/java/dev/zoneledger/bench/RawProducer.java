package dev.zoneledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kafka's own ProducerPerformance, as a process of its own. */
final class RawProducer {

    // With a third of it the JVM warms up only half way.
    private static final int RECORDS = 3_000_000;

    private static final Pattern RATE = Pattern.compile(RECORDS + " records sent, ([0-9.]+) records/sec");

    private RawProducer() {}

    /** Records a second, onto a topic of its own that is made like the log. */
    static double run(Stand stand, Payload payload) throws IOException, InterruptedException {
        String topic = stand.freshTopic();
        Path output = stand.folder().resolve(topic + ".txt");
        Path lines = payload.writeTo(stand.folder());
        List<String> command = Stand.java(
                List.of("-Xmx512m"),
                "org.apache.kafka.tools.ProducerPerformance",
                "--topic",
                topic,
                "--num-records",
                Integer.toString(RECORDS),
                "--throughput",
                "-1",
                "--payload-file",
                lines.toString(),
                "--producer-props",
                "bootstrap.servers=" + stand.bootstrapServers(),
                "acks=all",
                "compression.type=lz4",
                "batch.size=262144");
        int exit = stand.start(command, output).waitFor();
        stand.deleteTopic(topic);
        String told = Files.readString(output);
        Matcher rate = RATE.matcher(told);
        if (exit != 0 || !rate.find()) {
            throw new IllegalStateException("ProducerPerformance failed:\n" + told);
        }
        return Double.parseDouble(rate.group(1));
    }
}
