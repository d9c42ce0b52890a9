package dev.zoneledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ComposeImagesTest {
    @Test
    void shouldRunWhatTheTestsRunOn() throws IOException {
        assertThat(Files.readAllLines(Path.of("../../deploy/compose/compose.yaml")))
                .contains("    image: " + Containers.KAFKA_IMAGE, "    image: " + Containers.POSTGRES_IMAGE);
    }
}
