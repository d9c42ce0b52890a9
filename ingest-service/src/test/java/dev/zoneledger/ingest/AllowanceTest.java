package dev.zoneledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.zoneledger.rest.ProblemException;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private final Clock clock = new Clock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Allowance allowance = new Allowance(new FewPerSecond(), new RefusedCounts(registry), clock);

    /** Ten requests, a hundred entries and a thousand bytes a second, twice that at once. */
    private record FewPerSecond() implements Rates {

        @Override
        public long requests() {
            return 10;
        }

        @Override
        public long entries() {
            return 100;
        }

        @Override
        public MemorySize bytes() {
            return new MemorySize(BigInteger.valueOf(1000));
        }

        @Override
        public Duration burst() {
            return Duration.ofSeconds(2);
        }

        @Override
        public int callers() {
            return 1;
        }
    }

    private static final class Clock implements TimeMeter {
        private long nanos;

        void advance(Duration by) {
            nanos += by.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    @Test
    void shouldLetABurstPassAndThenAsManyAsFlowIn() {
        requests(20);
        isRefused(1, "requests");

        clock.advance(Duration.ofMillis(100));
        requests(1);
        isRefused(1, "requests");

        clock.advance(Duration.ofHours(1));
        requests(20);
        isRefused(1, "requests");
        assertThat(registry.get("zone.ingest.refused")
                        .tag("limit", "requests")
                        .counter()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void shouldTakeAllThatOneEntryNeedsOrNothing() {
        // Given: two requests, 200 entries and 10 bytes are left
        requests(18);
        allowance.charge(0, 1990);

        // When
        boolean tooLong = allowance.tryTakeOne(11);
        boolean first = allowance.tryTakeOne(10);
        boolean owing = allowance.tryTakeOne(1);
        clock.advance(Duration.ofMillis(10));
        boolean second = allowance.tryTakeOne(10);
        clock.advance(Duration.ofMillis(10));
        boolean noRequestLeft = allowance.tryTakeOne(10);

        // Then
        assertThat(List.of(tooLong, first, owing, second, noRequestLeft))
                .containsExactly(false, true, false, true, false);
        assertThat(registry.get("zone.ingest.refused")
                        .tag("limit", "requests")
                        .counter()
                        .count())
                .isZero();
    }

    @Test
    void shouldTakeNothingOfWhoOwesEntries() {
        // Given
        requests(19);
        allowance.charge(200, 1);

        // When
        boolean owing = allowance.tryTakeOne(1);
        clock.advance(Duration.ofMillis(10));
        boolean later = allowance.tryTakeOne(1);

        // Then: the last request was not taken by the first try
        assertThat(owing).isFalse();
        assertThat(later).isTrue();
    }

    @Test
    void shouldNotCutWhatIsUnderWayButLetTheNextWait() {
        // Given
        allowance.takeRequest();

        // When
        allowance.charge(700, 10);

        // Then: 500 are owed, at 100 a second
        isRefused(6, "entries");
        clock.advance(Duration.ofSeconds(3));
        isRefused(3, "entries");
        clock.advance(Duration.ofMillis(2020));
        requests(1);
    }

    @Test
    void shouldLetTheNextWaitForBytesAsWell() {
        allowance.charge(1, 2500);

        isRefused(1, "bytes");
        clock.advance(Duration.ofMillis(510));
        requests(1);
    }

    @Test
    void shouldTellWhatThePolicyIs() {
        requests(20);

        assertThatThrownBy(allowance::takeRequest)
                .asInstanceOf(type(ProblemException.class))
                .satisfies(refusal -> {
                    assertThat(refusal.problem().status()).isEqualTo(429);
                    assertThat(refusal.problem().type()).isEqualTo("urn:zone-ledger:problem:busy");
                    assertThat(refusal.problem().detail()).contains("zone.ingest.rates.requests");
                });
    }

    private void requests(int count) {
        for (int i = 0; i < count; i++) {
            assertThatCode(allowance::takeRequest).doesNotThrowAnyException();
        }
    }

    private void isRefused(int seconds, String limit) {
        assertThatThrownBy(allowance::takeRequest)
                .asInstanceOf(type(ProblemException.class))
                .satisfies(refusal -> {
                    assertThat(refusal.retryAfterSeconds()).isEqualTo(seconds);
                    assertThat(refusal.problem().detail()).contains("more " + limit);
                });
    }
}
