package dev.zoneledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

class ContainersTest {
    @Test
    void shouldKnowTheImagesThatTestcontainersRunsOfItsOwn() throws IOException {
        assertThat(wordsOf("/org/testcontainers/utility/RyukContainer.class")).contains(Containers.RYUK_IMAGE);
        assertThat(wordsOf("/org/testcontainers/DockerClientFactory.class")).contains(Containers.TINY_IMAGE);
    }

    /** Stand-ins for the images are made of the build's own Kafka, and only where the versions are the same. */
    @Test
    void shouldRunTheKafkaOfTheBuild() {
        assertThat(Containers.KAFKA_IMAGE).isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
    }

    /** The class file, in which a constant stands as it was written. */
    private static String wordsOf(String classFile) throws IOException {
        try (InputStream stream = ContainersTest.class.getResourceAsStream(classFile)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
