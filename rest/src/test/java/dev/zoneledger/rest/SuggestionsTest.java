package dev.zoneledger.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

    private static final List<String> CODES = List.of("ndfeb-sintered", "ndfeb-bonded", "t/a", "kt/a");

    @Test
    void shouldSuggestTheNearestCode() {
        assertThat(Suggestions.nearest("ndfeb-sinterd", CODES)).contains("ndfeb-sintered");
        assertThat(Suggestions.nearest("NdFeB-Bonded", CODES)).contains("ndfeb-bonded");
        assertThat(Suggestions.nearest("T/a", CODES)).contains("t/a");
    }

    @Test
    void shouldSuggestNothingWhereNothingIsNear() {
        assertThat(Suggestions.nearest("copper", CODES)).isEmpty();
        assertThat(Suggestions.nearest("", CODES)).isEmpty();
        assertThat(Suggestions.nearest("n".repeat(5000), CODES)).isEmpty();
    }
}
