package dev.zoneledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.zoneledger.contract.Position;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class AtomicImportsTest {

    private final Door door = new Door();

    @Test
    void shouldPublishAllOfAnAtomicImportInOneTransaction() {
        // Given
        String[] asManyAsMay = retractions(100_000);

        // When
        ValidatableResponse answer = door.importing("?atomic=true", asManyAsMay);

        // Then
        Position position = Position.parse(
                answer.statusCode(202).body("accepted", is(100_000)).extract().path("position"));
        // A transaction is committed a moment before its readers are let on.
        Door.awaitThat(() -> !door.inLog().isEmpty());
        List<ConsumerRecord<String, byte[]>> inLog = door.inLog();
        assertThat(inLog).hasSize(100_000);
        ConsumerRecord<String, byte[]> last = inLog.getLast();
        assertThat(position).isEqualTo(Position.of(last.partition(), last.offset()));
    }

    @Test
    void shouldPublishNothingOfAnAtomicImportWithOneBadRow() {
        // When
        ValidatableResponse answer = door.importing("?atomic=true", door.line(1), door.badLine(2), door.line(3));

        // Then
        answer.statusCode(400).body("errors[0].row", is(2)).body("detail", containsString("all or nothing"));
        assertThat(door.inLog()).isEmpty();
        door.importing("?atomic=true&answer=rejected", door.line(1), door.badLine(2))
                .statusCode(400)
                .header("Zone-Accepted", "0")
                .header("Zone-Rejected", "1");
        assertThat(door.inLog()).isEmpty();
    }

    @Test
    void shouldRefuseAnAtomicImportOfTooMany() {
        door.importing("?atomic=true", retractions(100_001))
                .statusCode(413)
                .body("detail", containsString("zone.ingest.limits.atomic-entries"));
        assertThat(door.inLog()).isEmpty();
    }

    private String[] retractions(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"type\":\"retraction\",\"zone\":\"" + door.zone + "\",\"id\":\"c\",\"revision\":"
                        + (i + 2) + ",\"reason\":\"r\"}")
                .toArray(String[]::new);
    }
}
