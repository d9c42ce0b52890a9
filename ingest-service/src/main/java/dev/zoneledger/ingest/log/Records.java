package dev.zoneledger.ingest.log;

import dev.zoneledger.contract.EventCodec.Attribute;
import dev.zoneledger.contract.EventCodec.Encoded;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Events as Kafka's records. */
final class Records {

    private Records() {}

    private record AttributeHeader(Attribute attribute) implements Header {
        @Override
        public String key() {
            return attribute.name();
        }

        @Override
        public byte[] value() {
            return attribute.value();
        }
    }

    /** @param trace a header that says in which trace it is sent; null if in none that is kept */
    static ProducerRecord<String, byte[]> of(String topic, Encoded event, @Nullable Attribute trace) {
        ProducerRecord<String, byte[]> record = of(topic, event.key(), event.attributes(), event.data());
        if (trace != null) {
            record.headers().add(new AttributeHeader(trace));
        }
        return record;
    }

    static ProducerRecord<String, byte[]> of(String topic, String key, List<Attribute> attributes, byte[] data) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, data);
        Headers headers = record.headers();
        for (Attribute attribute : attributes) {
            headers.add(new AttributeHeader(attribute));
        }
        return record;
    }
}
