package dev.zoneledger.metrics.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.metrics.ledger.Total;
import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written to a store is read again. */
class FormatsTest {

    @Provide
    Arbitrary<BigDecimal> decimals() {
        return Arbitraries.oneOf(
                Arbitraries.bigIntegers().map(BigDecimal::new),
                Arbitraries.bigDecimals().ofScale(9),
                Arbitraries.longs().map(BigDecimal::valueOf),
                Arbitraries.of("0", "-1", "127", "128", "-128", "-129", "1E+30", "-0.000000000000000000000001")
                        .map(BigDecimal::new));
    }

    @Property
    void shouldReadTheTotalThatWasWritten(
            @ForAll("decimals") BigDecimal value,
            @ForAll("decimals") BigDecimal lower,
            @ForAll("decimals") BigDecimal closed,
            @ForAll long claims) {
        // Given
        Total total = new Total(value, lower, closed, -claims, claims, 1, -1, 0);
        var serde = Formats.totals();

        // When
        Total read =
                serde.deserializer().deserialize("topic", serde.serializer().serialize("topic", total));

        // Then
        assertThat(read).isEqualTo(total);
    }

    @Property
    void shouldReadTheNumbersAndTextsThatWereWritten(@ForAll long number, @ForAll boolean flag) {
        // When
        Unpacker unpacker = new Unpacker(new Packer()
                .number(number)
                .flag(flag)
                .bytes(new byte[] {1})
                .number(-number)
                .toBytes());

        // Then
        assertThat(unpacker.number()).isEqualTo(number);
        assertThat(unpacker.flag()).isEqualTo(flag);
        assertThat(unpacker.bytes()).containsExactly(1);
        assertThat(unpacker.number()).isEqualTo(-number);
        assertThat(new Unpacker(new Packer().text("é" + flag).toBytes()).text()).isEqualTo("é" + flag);
    }
}
