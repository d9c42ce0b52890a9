package dev.zoneledger.ingest.sheet;

import java.lang.Character.UnicodeBlock;
import java.text.Normalizer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Small and circled digits and letters. They mark footnotes or are powers, and none is a part of a figure or a date: 900¹
 * is not 9001.
 */
final class Marks {

    private static final Set<UnicodeBlock> BLOCKS = Set.of(
            UnicodeBlock.SUPERSCRIPTS_AND_SUBSCRIPTS,
            UnicodeBlock.ENCLOSED_ALPHANUMERICS,
            UnicodeBlock.ENCLOSED_ALPHANUMERIC_SUPPLEMENT,
            UnicodeBlock.ENCLOSED_CJK_LETTERS_AND_MONTHS);

    private Marks() {}

    /** Why a text with such a mark is refused; null if there is none in it. */
    static @Nullable String refusal(String text) {
        return text.codePoints()
                .filter(Marks::isMark)
                .mapToObj(mark -> "holds " + Character.toString(mark)
                        + ", which is no common digit; leave footnote marks away, and write powers and fractions out")
                .findFirst()
                .orElse(null);
    }

    private static boolean isMark(int each) {
        if (each < 0x80 || isFullWidth(each)) {
            return false;
        }
        String plain = Normalizer.normalize(Character.toString(each), Normalizer.Form.NFKC);
        if (plain.codePointAt(0) == each) {
            return false;
        }
        boolean small = Character.getType(each) == Character.MODIFIER_LETTER || BLOCKS.contains(UnicodeBlock.of(each));
        return plain.chars().anyMatch(made -> (made >= '0' && made <= '9') || (small && Character.isLetter(made)));
    }

    private static boolean isFullWidth(int each) {
        return each >= '０' && each <= '９';
    }
}
