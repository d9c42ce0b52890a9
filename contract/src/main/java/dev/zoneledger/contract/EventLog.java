package dev.zoneledger.contract;

import java.util.HashMap;
import java.util.Map;

/** The log's topics, and what they must be set to wherever they are made. */
public final class EventLog {

    /** All events of all zones, for ever. */
    public static final String TOPIC = "zone.events.v1";

    /** Records of the log that are no events, with their bytes, the reason and their origin. */
    public static final String DEAD_LETTERS = TOPIC + ".dlq";

    /** What every total is by now, each under a key of its own. */
    public static final String TOTALS = "zone.totals.v1";

    /** Kept for ever; the broker's append time is "recorded at" for everyone, in every replay. */
    private static final Map<String, String> CONFIG = Map.of(
            "cleanup.policy", "delete",
            "retention.ms", "-1",
            "retention.bytes", "-1",
            "message.timestamp.type", "LogAppendTime",
            "max.message.bytes", "2097152");

    /** A dead letter is a record of the log with more headers. */
    private static final Map<String, String> DEAD_LETTERS_CONFIG = deadLettersOf(CONFIG);

    /** Of each key the last record stays; a total that is no more goes for good after a day. */
    private static final Map<String, String> TOTALS_CONFIG = Map.of(
            "cleanup.policy", "compact",
            "delete.retention.ms", "86400000");

    private EventLog() {}

    /** What the log is made with. */
    public static Map<String, String> topicConfig() {
        return CONFIG;
    }

    /** What the dead letters' topic is made with: it takes every record that the log takes. */
    public static Map<String, String> deadLettersConfig() {
        return DEAD_LETTERS_CONFIG;
    }

    /** What the topic of totals is made with; it has as many partitions as the log. */
    public static Map<String, String> totalsConfig() {
        return TOTALS_CONFIG;
    }

    private static Map<String, String> deadLettersOf(Map<String, String> log) {
        Map<String, String> config = new HashMap<>(log);
        config.put("max.message.bytes", "4194304");
        return Map.copyOf(config);
    }
}
