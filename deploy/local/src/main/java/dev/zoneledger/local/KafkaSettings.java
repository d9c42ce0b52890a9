package dev.zoneledger.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a broker keeps its log and where it listens.
 *
 * @param data the folder of the log: the truth of the whole system, kept between starts
 * @param log the file that the broker's own messages go to
 * @param port where clients connect, on 127.0.0.1
 * @param controllerPort where the broker's controller listens, on 127.0.0.1
 * @param jvmOptions heap size and the like
 * @param more settings of the broker that are added to those below, or replace them
 */
public record KafkaSettings(
        Path data, Path log, int port, int controllerPort, List<String> jvmOptions, Map<String, String> more) {
    public KafkaSettings {
        jvmOptions = List.copyOf(jvmOptions);
        more = Map.copyOf(more);
    }

    /** The broker as it is, with nothing added. */
    public KafkaSettings(Path data, Path log, int port, int controllerPort, List<String> jvmOptions) {
        this(data, log, port, controllerPort, jvmOptions, Map.of());
    }

    String serverProperties() {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                log.dirs=%3$s
                # One broker: nothing can be replicated, and what Kafka keeps for itself needs few partitions.
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=3
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=3
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                # A consumer that starts alone need not wait for others to join its group.
                group.initial.rebalance.delay.ms=0
                auto.create.topics.enable=false
                """.formatted(port, controllerPort, data.resolve("log").toAbsolutePath())
                + more.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue() + "\n")
                        .collect(Collectors.joining());
    }
}
