package dev.zoneledger.metrics.analyses;

import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.metrics.state.Events;
import java.util.List;

/** An organisation with two projects, another one with none, and a project of nobody's. */
final class Works {

    static final Subject MAKER = Subject.organisation("maker");
    static final Subject LINE = Subject.line("works", "one", "a");
    static final Subject OTHER_LINE = Subject.line("works", "one", "b");
    static final Subject MILL = Subject.project("mill");
    static final Subject YARD = Subject.project("yard");

    private Works() {}

    static List<ZoneEvent> registered(Events events) {
        return List.of(
                events.zoneRegistered(),
                events.organisation("maker"),
                events.organisation("rival"),
                events.project("works", "maker", "one/a/b"),
                events.project("mill", "maker"),
                events.project("yard", null));
    }
}
