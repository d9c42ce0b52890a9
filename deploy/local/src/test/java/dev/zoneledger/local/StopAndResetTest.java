package dev.zoneledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed run leaves behind, and how a state folder is deleted. The processes are real ones that do nothing. */
class StopAndResetTest {
    /** Java hears of the end of a process a moment after others can see it. */
    private static final Duration A_MOMENT = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Screen screen = new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8));
    private StateFolder state = new StateFolder(Path.of(""));

    @BeforeEach
    void makeState() {
        state = new StateFolder(folder.resolve("state"));
        state.create();
    }

    @Test
    void shouldRefuseToStartBesideWhatAKilledRunLeftBehind() {
        // Given
        ChildProcess left = leftBehind(Parts.CATALOG);

        // When, Then
        try {
            assertThatThrownBy(() -> UpCommand.requireDown(state))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("catalog (process " + left.pid() + ")")
                    .hasMessageContaining("deploy/local/down");
        } finally {
            left.stop(Duration.ofSeconds(5));
        }
    }

    @Test
    void shouldStopWhatAKilledRunLeftBehindLastStartedFirst() {
        // Given
        ChildProcess kafka = leftBehind(Parts.KAFKA);
        ChildProcess metrics = leftBehind(Parts.METRICS);

        // When
        new DownCommand(state, screen).run();

        // Then
        assertThat(CompletableFuture.supplyAsync(kafka::awaitExit)).succeedsWithin(A_MOMENT);
        assertThat(CompletableFuture.supplyAsync(metrics::awaitExit)).succeedsWithin(A_MOMENT);
        assertThat(said()).containsSubsequence("stopping metrics", "stopping kafka", "left behind");
        UpCommand.requireDown(state);
    }

    @Test
    void shouldNotTakeAnotherProcessWithTheSameIdForItsOwn() {
        // Given
        PidFile real = PidFile.of(Parts.KAFKA, ProcessHandle.current().pid(), 29092);
        PidFile former = new PidFile(Parts.KAFKA, real.pid(), real.started().minus(Duration.ofHours(1)), real.port());

        // When
        former.write(state);

        // Then
        assertThat(PidFile.read(state, Parts.KAFKA)).contains(former);
        assertThat(former.process()).isEmpty();
        assertThat(real.process()).isPresent();
    }

    @Test
    void shouldReadNothingFromAProcessFileThatWasCutShort() throws Exception {
        Files.createDirectories(state.run());
        Files.writeString(state.run().resolve("kafka.pid"), "123\n");

        assertThat(PidFile.read(state, Parts.KAFKA)).isEmpty();
    }

    @Test
    void shouldRefuseASecondStackOnTheSameState() {
        try (StateLock lock = StateLock.tryAcquire(state)) {
            assertThat(lock).isNotNull();
            assertThat(StateLock.isHeld(state)).isTrue();
        }
        assertThat(StateLock.isHeld(state)).isFalse();
    }

    @Test
    void shouldDeleteTheStateOnlyWhenAPersonAgrees() {
        assertThatThrownBy(() -> reset("no\n", false)).hasMessage("Nothing was deleted.");
        assertThatThrownBy(() -> reset("", false)).hasMessage("Nothing was deleted.");
        assertThat(state.exists()).isTrue();

        reset("yes\n", false);

        assertThat(state.path()).doesNotExist();
    }

    @Test
    void shouldNeverDeleteOrUseAFolderThatHoldsSomethingElse() throws Exception {
        // Given
        Path other = Files.createDirectories(folder.resolve("photographs"));
        Files.writeString(other.resolve("one.jpg"), "");

        // When, Then
        StateFolder mistaken = new StateFolder(other);
        assertThatThrownBy(mistaken::create).isInstanceOf(StackException.class).hasMessageContaining("not empty");
        assertThatThrownBy(mistaken::delete).isInstanceOf(StackException.class);
        assertThat(other.resolve("one.jpg")).exists();
    }

    private void reset(String answer, boolean yes) {
        new ResetCommand(state, screen, new BufferedReader(new StringReader(answer))).run(yes);
    }

    private ChildProcess leftBehind(String part) {
        ChildProcess process = ChildProcess.start(part, List.of("sleep", "300"), Map.of(), state.log(part));
        PidFile.of(part, process.pid(), 1).write(state);
        return process;
    }

    private String said() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
