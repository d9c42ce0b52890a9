package dev.zoneledger.contract;

import java.util.Map;

/** The log's topics, and what they must be set to wherever they are made. */
public final class EventLog {

    /** All events of all zones, for ever. */
    public static final String TOPIC = "zone.events.v1";

    /** Records of the log that are no events, with their bytes, the reason and their origin. */
    public static final String DEAD_LETTERS = TOPIC + ".dlq";

    /** Kept for ever; the broker's append time is "recorded at" for everyone, in every replay. */
    private static final Map<String, String> CONFIG = Map.of(
            "cleanup.policy", "delete",
            "retention.ms", "-1",
            "retention.bytes", "-1",
            "message.timestamp.type", "LogAppendTime",
            "max.message.bytes", "2097152");

    private EventLog() {}

    /** What both topics are made with. */
    public static Map<String, String> topicConfig() {
        return CONFIG;
    }
}
