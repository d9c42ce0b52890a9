package dev.zoneledger.ingest.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zoneledger.contract.Json;
import io.smallrye.config.ConfigValidationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestLimitsTest {

    @Test
    void shouldTakeJsonAsDeepAsTheContractReads() {
        assertThat(Limits.DEFAULT.depth()).isEqualTo(Json.MAX_DEPTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"33", "0", "-1"})
    void shouldNotStartWithADepthThatNobodyReads(String depth) {
        assertThatExceptionOfType(ConfigValidationException.class)
                .isThrownBy(() -> Limits.of(Map.of("depth", depth)))
                .withMessageContaining("zone.ingest.limits.depth")
                .withMessageContaining("expected 1 to 32, the levels of JSON that the contract reads; found " + depth);
    }
}
