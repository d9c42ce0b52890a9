package dev.zoneledger.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zoneledger.contract.EventCodec.Encoded;
import dev.zoneledger.rest.ProblemException;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class AtomicFlightTest {

    @Inject
    Transactions transactions;

    @Inject
    TransactionSettings settings;

    @Inject
    Sendings sendings;

    @Test
    void shouldHaveItsPlacesAgainAfterErrors() {
        // Given
        Instant patience = Instant.now().plusSeconds(60);
        awaitPlace(patience);

        // When
        for (int i = 0; i < settings.concurrent(); i++) {
            assertThatExceptionOfType(OutOfMemoryError.class)
                    .isThrownBy(() -> transactions.run(producer -> {
                        throw new OutOfMemoryError("of a test");
                    }));
        }

        // Then
        awaitPlace(patience);
    }

    /** Each try waits some seconds for one. */
    private void awaitPlace(Instant patience) {
        while (transactions.run(producer -> new Landing(0, null, null)).failure() != null) {
            assertThat(Instant.now()).as("no place became free").isBefore(patience);
        }
    }

    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @ValueSource(ints = {10, 1_000_000})
    void shouldSayThatThereIsNoRoomOnTheDisk(int length) throws Exception {
        // Given
        FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE);

        // When
        AtomicFlight flight = new AtomicFlight(transactions, "none", sendings, true, full);
        flight.send(new Encoded("z", "c", "e", List.of(), new byte[length], new byte[0]));
        Landing landing = flight.land().toCompletableFuture().join();

        // Then
        assertThat(landing.failure()).isInstanceOfSatisfying(ProblemException.class, noRoom -> {
            assertThat(noRoom.problem().status()).isEqualTo(503);
            assertThat(noRoom.retryAfterSeconds()).isPositive();
        });
        full.close();
    }
}
