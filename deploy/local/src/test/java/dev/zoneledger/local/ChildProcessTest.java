package dev.zoneledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    @TempDir
    Path folder;

    @Test
    void shouldOutliveTheInterruptThatEndsItsParent() throws Exception {
        // Given
        ChildProcess child = ChildProcess.start(
                "child", List.of("sh", "-c", "kill -INT $$; kill -HUP $$; echo still here"), Map.of(), log());

        // When
        int exit = child.awaitExit();

        // Then
        assertThat(exit).isZero();
        assertThat(Files.readString(log())).contains("still here");
    }

    @Test
    void shouldEndWhatDoesNotListenWhenPatienceIsOver() {
        // Given
        ChildProcess child = ChildProcess.start(
                "child", List.of("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done"), Map.of(), log());
        Wait.until(Duration.ofSeconds(10), () -> LogTail.of(log(), 1).contains("deaf"), () -> "did not start");

        // When
        child.stop(Duration.ofMillis(200));

        // Then
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void shouldShowTheEndOfTheLogOfAChildThatFailed() {
        // Given
        ChildProcess child =
                ChildProcess.start("metrics-service", List.of("sh", "-c", "echo no memory; exit 3"), Map.of(), log());
        child.awaitExit();

        // When, Then
        assertThatThrownBy(child::requireAlive)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("metrics-service ended with exit code 3")
                .hasMessageContaining("no memory");
    }

    private Path log() {
        return folder.resolve("child.log");
    }
}
