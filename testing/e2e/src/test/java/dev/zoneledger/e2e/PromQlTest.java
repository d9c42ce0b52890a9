package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {

    @Test
    void shouldTellSeriesFromFunctionsKeywordsAndLabels() {
        // When
        PromQl.Read read = PromQl.read("""
                histogram_quantile(0.99, sum by (le, job) (rate(a_bucket{way="post", code=~"5..", x!="1"}[5m])))
                  / on (zone) group_left (unit) max without (i) (b:c offset 5m) > bool 1e3
                  and absent(d{}) or vector(0) unless sum(e) by (f)""");

        // Then
        assertThat(read.selectors())
                .containsExactly(
                        new PromQl.Selector("a_bucket", Map.of("way", "post"), Set.of("code", "x")),
                        new PromQl.Selector("b:c", Map.of(), Set.of()),
                        new PromQl.Selector("d", Map.of(), Set.of()),
                        new PromQl.Selector("e", Map.of(), Set.of()));
        assertThat(read.grouped()).containsExactly("le", "job", "zone", "unit", "i", "f");
    }

    @Test
    void shouldReadATextAsWhatItIs() {
        assertThat(PromQl.read("a{b=\"c{d} and \\\"e\\\"\"}[$__rate_interval]").selectors())
                .isEqualTo(List.of(new PromQl.Selector("a", Map.of("b", "c{d} and \\\"e\\\""), Set.of())));
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstand() {
        assertThatThrownBy(() -> PromQl.read("a ? b")).isInstanceOf(IllegalArgumentException.class);
    }
}
