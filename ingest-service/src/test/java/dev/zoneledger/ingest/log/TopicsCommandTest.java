package dev.zoneledger.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.zoneledger.contract.EventLog;
import dev.zoneledger.testing.Backing;
import dev.zoneledger.testing.TestIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicsCommandTest {
    private static final short ALONE = 1;

    @Test
    void shouldKnowTheTopicsOfTheContract() {
        assertThat(TopicsCommand.topics(24, ALONE))
                .extracting(NewTopic::name, NewTopic::numPartitions, NewTopic::configs)
                .containsExactly(
                        tuple(EventLog.TOPIC, 24, EventLog.topicConfig()),
                        tuple(EventLog.DEAD_LETTERS, 1, EventLog.deadLettersConfig()),
                        tuple(EventLog.TOTALS, 24, EventLog.totalsConfig()));
    }

    @Test
    void shouldMakeTopicsOnce() throws Exception {
        try (Admin admin = admin()) {
            // Given
            List<NewTopic> topics = underNamesOfTheirOwn(TopicsCommand.topics(3, ALONE));

            // When
            List<String> first = TopicsCommand.ensure(admin, topics);
            List<String> second = TopicsCommand.ensure(admin, topics);

            // Then
            assertThat(first).isEmpty();
            assertThat(second).isEmpty();
            assertThat(admin.listTopics().names().get())
                    .containsAll(topics.stream().map(NewTopic::name).toList());
        }
    }

    @Test
    void shouldTellOfALogThatForgets() throws Exception {
        try (Admin admin = admin()) {
            // Given
            NewTopic log = underNamesOfTheirOwn(TopicsCommand.topics(3, ALONE)).getFirst();
            Map<String, String> aWeek = new HashMap<>(log.configs());
            aWeek.put("retention.ms", "604800000");
            admin.createTopics(List.of(new NewTopic(log.name(), 2, ALONE).configs(aWeek)))
                    .all()
                    .get();

            // When
            List<String> faults = TopicsCommand.ensure(admin, List.of(log));

            // Then
            assertThat(faults)
                    .containsExactly(
                            "The topic " + log.name() + " has partitions=2, but must have 3.",
                            "The topic " + log.name() + " has retention.ms=604800000, but must have -1.");
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", Backing.kafka()));
    }

    private static List<NewTopic> underNamesOfTheirOwn(List<NewTopic> topics) {
        List<NewTopic> renamed = new ArrayList<>();
        topics.forEach(
                each -> renamed.add(new NewTopic(TestIds.unique("made"), each.numPartitions(), each.replicationFactor())
                        .configs(each.configs())));
        return renamed;
    }
}
