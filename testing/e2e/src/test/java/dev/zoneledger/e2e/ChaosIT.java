package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.local.Parts;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Broker, database and services are killed with SIGKILL while people report. Short unless asked for more: {@code testing/e2e/chaos
 * --minutes 10 --kills 20 --seed 7}.
 */
class ChaosIT {

    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime() % 1_000_000);
    private static final int KILLS = Integer.getInteger("chaos.kills", Parts.IN_ORDER.size());
    private static final Duration WITHIN = Duration.ofSeconds(Integer.getInteger("chaos.seconds", 15));
    private static final int PER_SECOND = Integer.getInteger("chaos.rate", 50);
    /** On a machine with nothing else to do it is half a minute, which the long run asks for; a build may be on a slow one. */
    private static final Duration BACK_WITHIN = Duration.ofSeconds(Integer.getInteger("chaos.back-within", 300));

    private static final int CLIENTS = 8;

    private final Fleet fleet = Fleet.running();

    @Test
    void shouldLoseNothingAndDoubleNothingWhoeverIsKilled() throws IOException {
        // Given
        ChaosPlan plan = ChaosPlan.of(SEED, KILLS, WITHIN);
        System.out.println("Chaos: seed " + SEED);
        try (Reporters reporters =
                new Reporters(List.of(fleet.ingest()), fleet.token("reporter"), CLIENTS, PER_SECOND).register()) {
            List<Outcome> outcomes = new ArrayList<>();
            long begun = System.nanoTime();
            reporters.start();

            // When
            for (ChaosPlan.Kill kill : plan.kills()) {
                long due = System.nanoTime() + kill.pause().toNanos();
                Instances.until(() -> System.nanoTime() >= due, "the next kill");
                outcomes.add(killed(kill, reporters, since(begun)));
            }
            reporters.finish();
            Duration took = since(begun);

            // Then
            Reckoning.Result result = new Reckoning(fleet, reporters).settle();
            String report = report(outcomes, reporters, result, took);
            System.out.println(report);
            Files.writeString(Stack.root("testing/e2e/target/chaos.md"), report);
            assertThat(outcomes)
                    .allSatisfy(each -> assertThat(each.visible)
                            .as(() -> each + "; seed " + SEED)
                            .isLessThan(BACK_WITHIN));
        }
    }

    /**
     * What a kill did, from the kill on.
     *
     * @param at since the beginning of the run
     * @param ready until every service says that it is ready
     * @param taken until a claim was acknowledged whose request was begun after the kill
     * @param visible until that claim, or a later one, was in the answers of catalog and metrics
     */
    private record Outcome(String victim, Duration at, Duration ready, Duration taken, Duration visible) {}

    private Outcome killed(ChaosPlan.Kill kill, Reporters reporters, Duration at) {
        long killed = System.nanoTime();
        fleet.kill(kill.victim());
        long noticed = killed + kill.unnoticed().toNanos();
        Instances.until(() -> System.nanoTime() >= noticed, "it is noticed");
        fleet.start(kill.victim());
        Duration ready = null;
        Duration taken = null;
        Duration visible = null;
        Reporters.Latest claim = null;
        while (ready == null || taken == null || visible == null) {
            assertThat(since(killed))
                    .as(() -> kill + " is got over; seed " + SEED + "; " + reporters + "\n" + fleet.log(kill.victim()))
                    .isLessThan(BACK_WITHIN.multipliedBy(2));
            if (ready == null && Parts.SERVICES.stream().allMatch(fleet::isReady)) {
                ready = since(killed);
            }
            if (taken == null && reporters.latest().begun() > killed) {
                taken = since(killed);
                claim = reporters.latest();
            }
            if (visible == null && claim != null && isVisible(claim)) {
                visible = since(killed);
            }
        }
        return new Outcome(kill.victim(), at, ready, taken, visible);
    }

    private boolean isVisible(Reporters.Latest claim) {
        String after = URLEncoder.encode(claim.position(), StandardCharsets.UTF_8);
        String zone = claim.zone();
        return fleet.status(Parts.CATALOG, "/v1/claims?zone=" + zone + "&limit=1&after=" + after) == 200
                && fleet.status(Parts.METRICS, "/v1/zones/" + zone + "/output?period=2020&after=" + after) == 200;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static String report(List<Outcome> outcomes, Reporters reporters, Reckoning.Result result, Duration took) {
        return """
                Seed %d: %d kills in %s s under %d claims/s.

                | at, s | killed | all ready again, s | claims taken again, s | in catalog and metrics, s |
                |---|---|---|---|---|
                %s
                | longest | | %s | %s | %s |

                %s claims and corrections acknowledged, every one of them in the log where its answer said, once in catalog and metrics, and nothing beside them; \
                %d records in the log more than that, of requests that were taken, not answered and sent again. \
                Clients met %d answers of 503 and %d times no answer. %d totals equal in catalog and metrics, and what the acknowledged claims add up to.
                """.formatted(
                        SEED,
                        outcomes.size(),
                        seconds(took),
                        PER_SECOND,
                        outcomes.stream()
                                .map(each -> String.join(
                                        " | ",
                                        "| " + seconds(each.at),
                                        each.victim,
                                        seconds(each.ready),
                                        seconds(each.taken),
                                        seconds(each.visible) + " |"))
                                .collect(Collectors.joining("\n")),
                        longest(outcomes.stream().map(Outcome::ready).toList()),
                        longest(outcomes.stream().map(Outcome::taken).toList()),
                        longest(outcomes.stream().map(Outcome::visible).toList()),
                        result.acknowledged(),
                        result.records() - result.acknowledged(),
                        reporters.refused(),
                        reporters.unanswered(),
                        result.totals());
    }

    private static String longest(List<Duration> durations) {
        return seconds(durations.stream().max(Duration::compareTo).orElseThrow());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }
}
