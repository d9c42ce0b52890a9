package dev.zoneledger.testing;

import java.util.Map;

/** The configuration of the event log's topics. */
final class EventTopics {
    static final Map<String, String> LOG = Map.of(
            "cleanup.policy", "delete",
            "retention.ms", "-1",
            "retention.bytes", "-1",
            "message.timestamp.type", "LogAppendTime",
            "max.message.bytes", Integer.toString(2 * 1024 * 1024));
    static final Map<String, String> DEAD_LETTERS = Map.of("retention.ms", "-1", "retention.bytes", "-1");

    private EventTopics() {}
}
