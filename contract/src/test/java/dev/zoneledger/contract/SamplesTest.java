package dev.zoneledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was published once is read, and written, in the same way for ever. */
class SamplesTest {

    private final EventCodec codec = new EventCodec();

    static List<Samples.Sample> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldWriteWhatItReadToTheByte(Samples.Sample sample) throws EventCodec.UndecodableEvent {
        // Given
        EventCodec.Decoded decoded = sample.decode();

        // When
        EventCodec.Encoded encoded = codec.encode(
                decoded.event(), Objects.requireNonNull(sample.headers().get("ce_source")), decoded.eventId());

        // Then
        assertThat(new String(encoded.data())).isEqualTo(new String(sample.bytes()));
        assertThat(encoded.key()).isEqualTo(sample.key());
        assertThat(encoded.headers()).isEqualTo(sample.headers());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldKeepItsHash(Samples.Sample sample) throws EventCodec.UndecodableEvent {
        // When
        Version version = sample.decode().version();

        // Then
        assertThat(version.hash()).isEqualTo(sample.hash());
        assertThat(EventCodec.hash(sample.type(), codec.data(sample.decode().event())))
                .isEqualTo(sample.hash());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldHoldToItsSchema(Samples.Sample sample) {
        // When
        List<String> errors = Schemas.errors(sample.type(), sample.bytes());

        // Then
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldBeReadWhenItHasFieldsOfALaterVersion(Samples.Sample sample) throws Exception {
        // Given
        String data = new String(sample.bytes(), StandardCharsets.UTF_8);
        String later = "{\"fieldOfALaterVersion\": {\"a\": [1]}, " + data.substring(1);

        // When
        EventCodec.Decoded decoded = sample.decode(later.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(decoded.event()).isEqualTo(sample.decode().event());
        assertThat(Schemas.errors(sample.type(), later)).isEmpty();
    }

    @Test
    void shouldShowEveryTypeMeasureQuantityAndDate() throws EventCodec.UndecodableEvent {
        // When
        List<Samples.Sample> samples = samples();
        List<Claim> claims = new ArrayList<>();
        for (Samples.Sample sample : samples) {
            if (sample.decode().event() instanceof Claim claim) {
                claims.add(claim);
            }
        }

        // Then
        assertThat(samples).extracting(Samples.Sample::type).contains(EventType.values());
        assertThat(claims).extracting(Claim::measure).contains(Measure.values());
        assertThat(claims).extracting(Claim::basis).contains(Basis.values());
        assertThat(claims)
                .extracting(Claim::rank)
                .contains(ClaimRank.NORMAL, ClaimRank.PREFERRED, ClaimRank.QUARANTINED);
        assertThat(claims.stream()
                        .map(Claim::quantity)
                        .filter(Quantity.NoFigure.class::isInstance)
                        .map(quantity -> ((Quantity.NoFigure) quantity).reason()))
                .contains(Absence.values());
        assertThat(claims.stream()
                        .map(Claim::quantity)
                        .filter(Quantity.Figure.class::isInstance)
                        .map(quantity -> ((Quantity.Figure) quantity).qualifier()))
                .contains(Qualifier.values());
        assertThat(claims.stream()
                        .map(Claim::effectiveFrom)
                        .filter(Objects::nonNull)
                        .map(PartialDate::precision))
                .contains(Precision.values());
        Set<String> forms = claims.stream()
                .map(Claim::period)
                .filter(Objects::nonNull)
                .map(period -> period.text().replaceAll("[0-9]", "9"))
                .collect(Collectors.toSet());
        assertThat(forms)
                .contains(
                        "9999",
                        "9999-Q9",
                        "9999-99",
                        "9999-99-99",
                        "9999-99/9999-99",
                        "9999-99-99/9999-99-99",
                        "9999/9999",
                        "../9999-99",
                        "XXXX");
    }

    @Test
    void shouldLieInFoldersNamedByType() {
        // When
        List<Samples.Sample> samples = samples();

        // Then
        assertThat(samples)
                .allSatisfy(sample ->
                        assertThat(sample.name()).startsWith(sample.type().type() + "/"));
        assertThat(Arrays.stream(EventType.values())).hasSize(16);
    }
}
