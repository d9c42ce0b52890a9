package dev.zoneledger.e2e;

import dev.zoneledger.local.Parts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Who is killed, and when: a seed gives the same plan again. */
record ChaosPlan(long seed, List<Kill> kills) {

    /** How soon whoever watches over a process has noticed that it is gone. */
    private static final int LONGEST_UNNOTICED_MILLIS = 1000;

    /**
     * One kill.
     *
     * @param pause how long after the one before; longer if what that did is not over yet
     * @param unnoticed how long it stays dead before it is started again
     */
    record Kill(String victim, Duration pause, Duration unnoticed) {}

    ChaosPlan {
        kills = List.copyOf(kills);
    }

    /** As many kills within about that time: in each round every process once, in any order. */
    static ChaosPlan of(long seed, int kills, Duration within) {
        Random random = new Random(seed);
        List<Kill> plan = new ArrayList<>();
        List<String> round = new ArrayList<>();
        long spacing = within.toMillis() / kills;
        while (plan.size() < kills) {
            if (round.isEmpty()) {
                round.addAll(Parts.IN_ORDER);
                Collections.shuffle(round, random);
            }
            plan.add(new Kill(
                    round.removeFirst(),
                    Duration.ofMillis(spacing / 2 + random.nextLong(spacing)),
                    Duration.ofMillis(random.nextInt(LONGEST_UNNOTICED_MILLIS))));
        }
        return new ChaosPlan(seed, plan);
    }
}
