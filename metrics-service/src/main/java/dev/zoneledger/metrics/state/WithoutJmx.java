package dev.zoneledger.metrics.state;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/**
 * Reports the metrics of Kafka Streams and its clients to nobody: Micrometer reads them for itself. The reporter that is there
 * by default puts each into JMX, also the one that comes and goes with every range that is read of a store.
 */
public final class WithoutJmx implements MetricsReporter {

    @Override
    public void init(List<KafkaMetric> metrics) {}

    @Override
    public void metricChange(KafkaMetric metric) {}

    @Override
    public void metricRemoval(KafkaMetric metric) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
}
