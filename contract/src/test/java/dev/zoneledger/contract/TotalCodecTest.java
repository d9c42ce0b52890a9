package dev.zoneledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Totals as they are published, for ever. */
class TotalCodecTest {

    private final TotalCodec codec = new TotalCodec();

    static List<Samples.Sample> totals() {
        return Samples.of(TotalCodec.TYPE).stream()
                .filter(sample -> !sample.data().isNull())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("totals")
    void shouldWriteWhatItReadToTheByte(Samples.Sample sample) {
        // When
        ZoneTotal total = codec.total(sample.bytes());

        // Then
        assertThat(new String(codec.data(total))).isEqualTo(new String(sample.bytes()));
        String key = TotalCodec.key(
                total.zone(),
                total.scope(),
                total.measure(),
                total.basis(),
                orEmpty(total.product()),
                orEmpty(total.status() == null ? total.period() : total.status()),
                orEmpty(total.unit()));
        assertThat(key).isEqualTo(sample.key());
        assertThat(codec.headers(key, total.position())).isEqualTo(sample.headers());
    }

    @ParameterizedTest
    @MethodSource("totals")
    void shouldHoldToItsSchema(Samples.Sample sample) {
        assertThat(Schemas.errors(TotalCodec.DATA_SCHEMA, new String(sample.bytes())))
                .isEmpty();
        assertThat(Schemas.errors(TotalCodec.DATA_SCHEMA, "{\"zone\": \"baotou-rehz\"}"))
                .isNotEmpty();
    }

    @Test
    void shouldShowATotalThatIsNoMore() {
        assertThat(Samples.of(TotalCodec.TYPE))
                .filteredOn(sample -> sample.data().isNull())
                .singleElement()
                .satisfies(sample ->
                        assertThat(codec.headers(sample.key(), "3@90")).isEqualTo(sample.headers()));
    }

    private static String orEmpty(Object text) {
        return text == null ? "" : text.toString();
    }
}
