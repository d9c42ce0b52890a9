package dev.zoneledger.ingest.log;

import dev.zoneledger.contract.EventLog;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes the topics that the services share, and holds those that are there to what they must be: a log that forgets, or that
 * takes the producers' time for its own, would be found out too late. A program of its own within the image of the service, for a
 * job that runs before the services do.
 *
 * <p>It reads {@code KAFKA_BOOTSTRAP_SERVERS}, {@code ZONE_TOPICS_PARTITIONS}, {@code ZONE_TOPICS_REPLICATION} and
 * {@code ZONE_TOPICS_CLIENT}, a file of more settings for the client, and ends with 1 if a topic is not as it must be.
 */
final class TopicsCommand {

    private TopicsCommand() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> environment = System.getenv();
        try (Admin admin = Admin.create(client(environment))) {
            List<String> faults = ensure(
                    admin,
                    topics(
                            Integer.parseInt(environment.getOrDefault("ZONE_TOPICS_PARTITIONS", "24")),
                            Short.parseShort(environment.getOrDefault("ZONE_TOPICS_REPLICATION", "3"))));
            faults.forEach(System.err::println);
            System.exit(faults.isEmpty() ? 0 : 1);
        }
    }

    private static Properties client(Map<String, String> environment) throws IOException {
        Properties client = new Properties();
        String file = environment.get("ZONE_TOPICS_CLIENT");
        if (file != null) {
            try (Reader reader = Files.newBufferedReader(Path.of(file))) {
                client.load(reader);
            }
        }
        client.setProperty("bootstrap.servers", environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:29092"));
        return client;
    }

    /** The log, its dead letters and the totals. */
    static List<NewTopic> topics(int partitions, short replication) {
        return List.of(
                new NewTopic(EventLog.TOPIC, partitions, replication).configs(EventLog.topicConfig()),
                new NewTopic(EventLog.DEAD_LETTERS, 1, replication).configs(EventLog.deadLettersConfig()),
                new NewTopic(EventLog.TOTALS, partitions, replication).configs(EventLog.totalsConfig()));
    }

    /** Makes those that are missing, changes none, and tells how those that were there differ from what is wanted. */
    static List<String> ensure(Admin admin, List<NewTopic> wanted) throws ExecutionException, InterruptedException {
        List<String> faults = new ArrayList<>();
        for (NewTopic topic : wanted) {
            if (!make(topic, admin)) {
                faults.addAll(faultsOf(topic, admin));
            }
        }
        return faults;
    }

    /** False if there is one of that name. */
    private static boolean make(NewTopic topic, Admin admin) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private static List<String> faultsOf(NewTopic topic, Admin admin) throws ExecutionException, InterruptedException {
        List<String> faults = new ArrayList<>();
        int partitions = only(admin.describeTopics(List.of(topic.name())).allTopicNames())
                .partitions()
                .size();
        if (partitions != topic.numPartitions()) {
            faults.add(fault(topic, "partitions", partitions, topic.numPartitions()));
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Config config = only(admin.describeConfigs(List.of(resource)).all());
        topic.configs().forEach((setting, must) -> {
            String is = config.get(setting).value();
            if (!must.equals(is)) {
                faults.add(fault(topic, setting, is, must));
            }
        });
        return faults;
    }

    private static <T> T only(KafkaFuture<? extends Map<?, T>> answer) throws ExecutionException, InterruptedException {
        return answer.get().values().iterator().next();
    }

    private static String fault(NewTopic topic, String setting, Object is, Object must) {
        return "The topic " + topic.name() + " has " + setting + "=" + is + ", but must have " + must + ".";
    }
}
