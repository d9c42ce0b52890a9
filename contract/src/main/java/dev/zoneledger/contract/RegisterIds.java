package dev.zoneledger.contract;

import java.util.Optional;

/**
 * Ids that public registers give to organisations, with the check digits that their standards put in them. Both are
 * upper case, without blanks or hyphens.
 */
public final class RegisterIds {

    private static final int LEI_LENGTH = 20;
    private static final int LEI_CHECK_DIGITS = 2;
    private static final int MOD_97 = 97;

    private static final int USCC_LENGTH = 18;
    private static final String USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private RegisterIds() {}

    /**
     * Why the text is no Legal Entity Identifier, in words that begin with "is" or "has"; empty if it is one. ISO 17442:
     * 18 letters and digits, and two check digits by ISO 7064 MOD 97-10. These tell every letter from another letter and
     * every digit from another digit; a letter in place of a digit shifts what follows and is found out nearly always.
     */
    public static Optional<String> faultOfLei(String lei) {
        if (lei.length() != LEI_LENGTH) {
            return Optional.of("has " + lei.length() + " characters; an LEI has " + LEI_LENGTH);
        }
        int body = LEI_LENGTH - LEI_CHECK_DIGITS;
        for (int i = 0; i < LEI_LENGTH; i++) {
            char each = lei.charAt(i);
            if (!isDigit(each) && (i >= body || !isLetter(each))) {
                return Optional.of("has '" + each + "' in place " + (i + 1)
                        + "; an LEI has 18 characters A-Z and 0-9, and then two digits");
            }
        }
        String expected = leiCheckDigits(lei.substring(0, body));
        return expected.equals(lei.substring(body))
                ? Optional.empty()
                : Optional.of(
                        "has the check digits " + lei.substring(body)
                                + ", but these are not those of what is before them (ISO 7064 MOD 97-10): a character is wrong");
    }

    private static String leiCheckDigits(String body) {
        int remainder = 0;
        for (int i = 0; i < body.length(); i++) {
            // A letter stands for a number of two digits, from 10 for A.
            int value = Character.digit(body.charAt(i), Character.MAX_RADIX);
            remainder = (remainder * (value < 10 ? 10 : 100) + value) % MOD_97;
        }
        int check = MOD_97 + 1 - remainder * 100 % MOD_97;
        return (check < 10 ? "0" : "") + check;
    }

    /**
     * Why the text is no Unified Social Credit Code, in words that begin with "is" or "has"; empty if it is one. GB
     * 32100-2015: 18 digits and letters without I, O, S, V and Z, the last one the check digit, by weights of powers of 3
     * modulo 31. It finds out every wrong character and every two neighbours that changed places.
     */
    public static Optional<String> faultOfUscc(String uscc) {
        if (uscc.length() != USCC_LENGTH) {
            return Optional.of("has " + uscc.length() + " characters; a Unified Social Credit Code has " + USCC_LENGTH);
        }
        int modulus = USCC_ALPHABET.length();
        int weight = 1;
        int sum = 0;
        for (int i = 0; i < USCC_LENGTH; i++) {
            int value = USCC_ALPHABET.indexOf(uscc.charAt(i));
            if (value < 0) {
                return Optional.of("has '" + uscc.charAt(i) + "' in place " + (i + 1)
                        + "; a Unified Social Credit Code has digits and capital letters other than I, O, S, V and Z");
            }
            // The last one's weight is 1: it brings the sum to a multiple of the modulus.
            sum += value * (i == USCC_LENGTH - 1 ? 1 : weight);
            weight = weight * 3 % modulus;
        }
        return sum % modulus == 0
                ? Optional.empty()
                : Optional.of("has the check digit " + uscc.charAt(USCC_LENGTH - 1)
                        + ", but it is not that of what is before it (GB 32100-2015, modulo 31): a character is wrong");
    }

    private static boolean isDigit(char each) {
        return each >= '0' && each <= '9';
    }

    private static boolean isLetter(char each) {
        return each >= 'A' && each <= 'Z';
    }
}
