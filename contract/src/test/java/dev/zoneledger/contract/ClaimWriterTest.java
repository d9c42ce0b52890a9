package dev.zoneledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written and read by hand because all of the log goes through it, held to what does the same in general. */
class ClaimWriterTest {

    private static final ObjectMapper MAPPER = Json.mapper();
    private static final ObjectMapper WITHOUT_IDENTITY = Json.mapper().addMixIn(Claim.class, WithoutIdentity.class);
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(?:[-_.][a-z0-9]+)*+");

    @JsonIgnoreProperties({"id", "revision"})
    private interface WithoutIdentity {}

    @Provide
    Arbitrary<Claim> claims() {
        return Records.claims();
    }

    @Provide
    Arbitrary<String> idLike() {
        return Arbitraries.strings().withChars("az09-_.A/é").ofMinLength(0).ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> dateLike() {
        Arbitrary<String> close = Arbitraries.strings()
                .withChars("0123456789-+/:x٣")
                .ofMinLength(0)
                .ofMaxLength(11);
        Arbitrary<String> closer = Arbitraries.integers()
                .between(0, 9999)
                .flatMap(year -> Arbitraries.integers()
                        .between(0, 13)
                        .flatMap(month -> Arbitraries.integers()
                                .between(0, 32)
                                .flatMap(day -> Arbitraries.of(4, 7, 10)
                                        .map(length -> "%04d-%02d-%02d"
                                                .formatted(year, month, day)
                                                .substring(0, length)))));
        return Arbitraries.oneOf(close, closer);
    }

    @Property
    void shouldWriteAClaimAsTheMapperDoes(@ForAll("claims") Claim claim) throws Exception {
        // Given
        JsonBytes json = new JsonBytes();

        // When
        ClaimWriter.write(json, claim);
        byte[] whole = json.toBytes();
        json.clear();
        ClaimWriter.zone(json, claim);
        int behindZone = json.length();
        ClaimWriter.rest(json, claim);
        byte[] withoutIdentity = json.toBytes();
        int end = json.length();
        ClaimWriter.identity(json, claim.id(), claim.revision());

        // Then
        assertThat(text(whole)).isEqualTo(MAPPER.writeValueAsString(claim));
        assertThat(text(withoutIdentity)).isEqualTo(WITHOUT_IDENTITY.writeValueAsString(claim));
        assertThat(json.toBytes(end, behindZone)).isEqualTo(whole);
    }

    @Property
    void shouldWriteEveryTextAsTheMapperDoes(@ForAll String text) throws Exception {
        // Given
        JsonBytes json = new JsonBytes();
        byte[] expected =
                catchThrowable(() -> MAPPER.writeValueAsBytes(text)) == null ? MAPPER.writeValueAsBytes(text) : null;

        // When
        Throwable refused = catchThrowable(() -> json.text(text));

        // Then
        assertThat(refused == null).isEqualTo(expected != null);
        if (expected != null) {
            assertThat(json.toBytes()).isEqualTo(expected);
        }
    }

    @Example
    void shouldBeginAnewAfterWhatWasLargeOrRefused() {
        // Given
        JsonBytes json = new JsonBytes();
        json.text("x".repeat(100_000));
        json.clear();
        Throwable refused = catchThrowable(() -> json.text("half of a pair: \ud800"));
        json.clear();

        // When
        json.begin('[');
        json.element();
        json.text("y");
        json.end(']');

        // Then
        assertThat(refused).isNotNull();
        assertThat(text(json.toBytes())).isEqualTo("[\"y\"]");
    }

    @Property
    void shouldTakeTheIdsOfTheForm(@ForAll("idLike") String text) {
        assertThat(Ids.isId(text)).isEqualTo(ID.matcher(text).matches());
    }

    @Property
    void shouldReadDatesAsTheCalendarDoes(@ForAll("dateLike") String text) {
        // Given
        LocalDate expected = lastDay(text);

        // When
        Throwable refused = catchThrowable(() -> PartialDate.lastDay(text));

        // Then
        if (expected == null) {
            assertThat(refused).isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThat(PartialDate.lastDay(text)).isEqualTo(expected);
        }
    }

    private static LocalDate lastDay(String text) {
        try {
            return switch (text.length()) {
                // The platform's year may also have a sign: -123.
                case 4 -> LocalDate.parse(text + "-12-31");
                case 7 -> YearMonth.parse(text).atEndOfMonth();
                case 10 -> LocalDate.parse(text);
                default -> null;
            };
        } catch (DateTimeParseException noDate) {
            return null;
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
