package dev.zoneledger.local;

import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Compares the totals of the two services on a running stack, zone by zone, and shows what differs. */
final class AuditCommand {
    static final int EQUAL = 0;
    static final int DIFFERENT = 1;

    private static final int SHOWN = 20;

    private final StateFolder state;
    private final Screen screen;

    AuditCommand(StateFolder state, Screen screen) {
        this.state = state;
        this.screen = screen;
    }

    /** Of that zone, or of every one that is registered. */
    int run(Optional<String> only) {
        Audit audit = new Audit(address(Parts.CATALOG), address(Parts.METRICS));
        String position = audit.position();
        List<LocalDate> days = Audit.days(LocalDate.now(ZoneOffset.UTC));
        List<Audit.Result> results = only.map(List::of).orElseGet(audit::zones).stream()
                .map(zone -> audit.of(zone, days, position))
                .toList();
        Table table = new Table("zone", "position", ">totals compared", ">different");
        for (Audit.Result result : results) {
            table.add(
                    result.zone(),
                    String.join(" ", result.positions()),
                    Integer.toString(result.totals()),
                    Integer.toString(result.differences().size()));
        }
        table.lines().forEach(screen::say);
        List<Audit.Difference> differences = results.stream()
                .flatMap(result -> result.differences().stream())
                .toList();
        screen.say("");
        differences.stream().limit(SHOWN).forEach(this::show);
        screen.say(
                differences.isEmpty()
                        ? "Catalog and metrics agree to the last digit, on " + days.size() + " days from "
                                + days.getFirst() + " to " + days.getLast() + " and in every period."
                        : differences.size() + " totals differ"
                                + (differences.size() > SHOWN ? "; the first " + SHOWN + " are shown." : "."));
        return differences.isEmpty() ? EQUAL : DIFFERENT;
    }

    private void show(Audit.Difference difference) {
        screen.say(difference.total());
        screen.say("  catalog  " + (difference.inCatalog() == null ? "no such total" : difference.inCatalog()) + "  "
                + difference.question().inCatalog());
        screen.say("  metrics  " + (difference.inMetrics() == null ? "no such total" : difference.inMetrics()) + "  "
                + difference.question().inMetrics());
    }

    private URI address(String service) {
        return PidFile.read(state, service)
                .filter(file -> file.process().isPresent())
                .map(file -> URI.create("http://127.0.0.1:" + file.port()))
                .orElseThrow(() -> new StackException(
                        service + "-service does not run on " + state.path() + ". deploy/local/up starts the stack."));
    }
}
