package dev.zoneledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoneledger.local.Options.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final Path ROOT = Path.of("/repository");

    @Test
    void shouldKeepTheStateInTheRepositoryOnTheUsualPortsUnlessToldOtherwise() {
        Options options = Options.parse(ROOT, Map.of(), List.of());

        assertThat(options.state()).isEqualTo(Path.of("/repository/.state"));
        assertThat(options.ports()).isEqualTo(new StackPorts(8080, 8081, 8082, 29092, 29093, 25432));
        assertThat(options.detach()).isFalse();
    }

    @Test
    void shouldPreferTheCommandLineToTheEnvironment() {
        // Given
        Map<String, String> environment = Map.of("ZONE_STATE", "/one", "ZONE_PORTS_FROM", "31000");

        // When
        Options fromEnvironment = Options.parse(ROOT, environment, List.of());
        Options fromBoth =
                Options.parse(ROOT, environment, List.of("--state", "/two", "--ports-from", "32000", "--detach"));

        // Then
        assertThat(fromEnvironment.state()).isEqualTo(Path.of("/one"));
        assertThat(fromEnvironment.ports().postgres()).isEqualTo(31005);
        assertThat(fromBoth.state()).isEqualTo(Path.of("/two"));
        assertThat(fromBoth.ports()).isEqualTo(new StackPorts(32000, 32001, 32002, 32003, 32004, 32005));
        assertThat(fromBoth.detach()).isTrue();
    }

    @Test
    void shouldTakeThePartWhoseLogIsAskedFor() {
        Options options = Options.parse(ROOT, Map.of(), List.of("kafka", "-f"));

        assertThat(options.part()).contains("kafka");
        assertThat(options.follow()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bogus", "--state", "--ports-from", "--ports-from x", "--ports-from 65531", "a b"})
    void shouldRefuseWhatItDoesNotUnderstand(String line) {
        assertThatThrownBy(() -> Options.parse(ROOT, Map.of(), List.of(line.split(" "))))
                .isInstanceOf(UsageException.class);
    }
}
