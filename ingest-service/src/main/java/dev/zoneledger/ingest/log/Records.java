package dev.zoneledger.ingest.log;

import dev.zoneledger.contract.EventCodec.Attribute;
import dev.zoneledger.contract.EventCodec.Encoded;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

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

    static ProducerRecord<String, byte[]> of(String topic, Encoded event) {
        return of(topic, event.key(), event.attributes(), event.data());
    }

    static ProducerRecord<String, byte[]> of(String topic, String key, List<Attribute> attributes, byte[] data) {
        List<Header> headers = new ArrayList<>(attributes.size());
        for (Attribute attribute : attributes) {
            headers.add(new AttributeHeader(attribute));
        }
        return new ProducerRecord<>(topic, null, key, data, headers);
    }
}
