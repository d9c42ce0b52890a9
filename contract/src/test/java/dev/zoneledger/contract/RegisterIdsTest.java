package dev.zoneledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Check digits find what the standards promise that they find. */
class RegisterIdsTest {

    private static final String DIGITS = "0123456789";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /** Check digits made the way in which the standard tells it, of one long number. */
    static Arbitrary<String> leis() {
        return Arbitraries.strings().withChars(DIGITS + LETTERS).ofLength(18).map(body -> {
            String number = (body + "00")
                    .chars()
                    .mapToObj(each -> Integer.toString(Character.digit(each, 36)))
                    .collect(Collectors.joining());
            return body
                    + String.format(
                            "%02d",
                            98
                                    - new BigInteger(number)
                                            .mod(BigInteger.valueOf(97))
                                            .intValue());
        });
    }

    /** The check digit made with the standard's table of weights. */
    static Arbitrary<String> usccs() {
        int[] weights = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
        return Arbitraries.strings().withChars(USCC).ofLength(17).map(body -> {
            int sum = IntStream.range(0, 17)
                    .map(i -> USCC.indexOf(body.charAt(i)) * weights[i])
                    .sum();
            return body + USCC.charAt((31 - sum % 31) % 31);
        });
    }

    @Provide("leis")
    Arbitrary<String> leisToTry() {
        return leis();
    }

    @Provide("usccs")
    Arbitrary<String> usccsToTry() {
        return usccs();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5493001KJTIIGC8Y1R12", "7H6GLXDRUGQFU57RNE97"})
    void shouldTakeAnLeiThatIsInUse(String lei) {
        assertThat(RegisterIds.faultOfLei(lei)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"91350100M000100Y43", "91110000600037341L", "91440300708461136T", "91150000701463622D"})
    void shouldTakeAUsccThatIsInUse(String uscc) {
        assertThat(RegisterIds.faultOfUscc(uscc)).isEmpty();
    }

    @Property(tries = 100)
    void shouldFindEveryWrongCharacterOfAUscc(@ForAll("usccs") String uscc) {
        assertThat(RegisterIds.faultOfUscc(uscc)).isEmpty();
        for (int i = 0; i < uscc.length(); i++) {
            for (char other : (USCC + "IOSVZ").toCharArray()) {
                if (other != uscc.charAt(i)) {
                    assertThat(RegisterIds.faultOfUscc(with(uscc, i, other))).isPresent();
                }
            }
        }
    }

    @Property(tries = 300)
    void shouldFindNeighboursThatChangedPlacesInAUscc(@ForAll("usccs") String uscc) {
        for (int i = 1; i < uscc.length(); i++) {
            String swapped = with(with(uscc, i, uscc.charAt(i - 1)), i - 1, uscc.charAt(i));
            assertThat(RegisterIds.faultOfUscc(swapped).isPresent()).isEqualTo(!swapped.equals(uscc));
        }
    }

    @Property(tries = 100)
    void shouldFindEveryDigitForADigitAndLetterForALetterOfAnLei(@ForAll("leis") String lei) {
        assertThat(RegisterIds.faultOfLei(lei)).isEmpty();
        for (int i = 0; i < lei.length(); i++) {
            String alike = Character.isDigit(lei.charAt(i)) ? DIGITS : LETTERS;
            for (char other : alike.toCharArray()) {
                if (other != lei.charAt(i)) {
                    assertThat(RegisterIds.faultOfLei(with(lei, i, other))).isPresent();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "5493001KJTIIGC8Y1R1, 19 characters",
                "5493001kJTIIGC8Y1R12, 'k' in place 8",
                "5493001KJTIIGC8Y1R1A, 'A' in place 20",
                "5493001KJTIIGC8Y1R13, MOD 97-10"
            })
    void shouldSayWhatIsWrongWithAnLei(String lei, String fault) {
        assertThat(RegisterIds.faultOfLei(lei))
                .hasValueSatisfying(said -> assertThat(said).contains(fault));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> organisation(lei, null))
                .withMessageStartingWith("lei ")
                .withMessageContaining(fault);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "91110000600037341, 17 characters",
                "91110000600037341l, 'l' in place 18",
                "9111000060003734IL, 'I' in place 17",
                "91110000600037341M, GB 32100-2015"
            })
    void shouldSayWhatIsWrongWithAUscc(String uscc, String fault) {
        assertThat(RegisterIds.faultOfUscc(uscc))
                .hasValueSatisfying(said -> assertThat(said).contains(fault));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> organisation(null, uscc))
                .withMessageStartingWith("uscc ")
                .withMessageContaining(fault);
    }

    /** 00 and 97, 01 and 98, 02 and 99 leave the same remainder; the standard makes 02 to 98. */
    @Property(tries = 300)
    void shouldTakeOneOfAHundredCheckDigitsOfAnLei(@ForAll("leis") String lei) {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(check -> lei.substring(0, 18) + String.format("%02d", check))
                        .filter(each -> RegisterIds.faultOfLei(each).isEmpty()))
                .containsExactly(lei);
    }

    private static Organisation organisation(String lei, String uscc) {
        return new Organisation(
                "zone-a",
                "maker",
                1,
                "A maker",
                null,
                lei,
                uscc,
                OrganisationRole.ENTERPRISE,
                false,
                null,
                null,
                null,
                null,
                null);
    }

    private static String with(String text, int at, char each) {
        return text.substring(0, at) + each + text.substring(at + 1);
    }
}
