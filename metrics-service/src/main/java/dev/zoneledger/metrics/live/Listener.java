package dev.zoneledger.metrics.live;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.contract.Position;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells one client of totals, from the present ones on, until it leaves. */
final class Listener {

    private static final Logger LOG = Logger.getLogger(Listener.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TotalsTopic topic;
    private final LiveConfig config;
    private final Wanted wanted;
    private final @Nullable Position last;
    private final Sse sse;
    private final Closing closing;
    private Instant said = Instant.now();

    /** @param last what the client has had already; null if nothing */
    Listener(TotalsTopic topic, LiveConfig config, Wanted wanted, @Nullable Position last, Sse sse, Closing closing) {
        this.topic = topic;
        this.config = config;
        this.wanted = wanted;
        this.last = last;
        this.sse = sse;
        this.closing = closing;
    }

    /**
     * A total as it is told.
     *
     * @param key names it
     * @param total data of zone.total.changed.v1; null if it is no more
     */
    record Told(String key, @JsonRawValue @Nullable String total) {}

    /** Tells until the client has left, the process is asked to end, or a stream has lasted as long as it may. */
    void tell(MultiEmitter<? super OutboundSseEvent> client) {
        Instant end = Instant.now().plus(config.longest());
        try (KafkaConsumer<String, byte[]> reader = topic.reader()) {
            TopicPartition partition = topic.partitionOf(wanted.zone(), reader);
            begin(reader, partition);
            long present = reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            boolean isPresentTold = false;
            while (!client.isCancelled() && !closing.hasBegun() && Instant.now().isBefore(end)) {
                // Who reads slowly is told no more until it has read what it was told.
                if (client.requested() > 0) {
                    reader.resume(List.of(partition));
                } else {
                    reader.pause(List.of(partition));
                }
                for (ConsumerRecord<String, byte[]> record : reader.poll(POLL)) {
                    if (wanted.has(record.key())) {
                        say(client, event("total", record.partition(), record.offset(), told(record)));
                    }
                }
                long reached = reader.position(partition);
                if (!isPresentTold && reached >= present) {
                    isPresentTold = true;
                    say(client, event("present", partition.partition(), Math.max(0, reached - 1), "{}"));
                }
                if (said.plus(config.heartbeat()).isBefore(Instant.now())) {
                    say(client, sse.newEventBuilder().comment("").build());
                }
            }
            client.complete();
        } catch (RuntimeException e) {
            LOG.errorf(e, "Stream of totals ended: zone=%s", wanted.zone());
            client.fail(e);
        }
    }

    private void begin(KafkaConsumer<String, byte[]> reader, TopicPartition partition) {
        reader.assign(List.of(partition));
        Long offset = last == null ? null : last.offsets().get(partition.partition());
        if (offset == null) {
            reader.seekToBeginning(List.of(partition));
        } else {
            // What is gone of it by compaction has been said anew since; if the topic itself is another, all is.
            Map<TopicPartition, Long> ends = reader.endOffsets(List.of(partition));
            reader.seek(partition, offset < ends.getOrDefault(partition, 0L) ? offset + 1 : 0);
        }
    }

    private void say(MultiEmitter<? super OutboundSseEvent> client, OutboundSseEvent event) {
        client.emit(event);
        said = Instant.now();
    }

    private OutboundSseEvent event(String name, int partition, long offset, String data) {
        return sse.newEventBuilder()
                .name(name)
                .id(Position.of(partition, offset).toString())
                .data(String.class, data)
                .build();
    }

    private static String told(ConsumerRecord<String, byte[]> record) {
        byte[] total = record.value();
        try {
            return JSON.writeValueAsString(
                    new Told(record.key(), total == null ? null : new String(total, StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
