package dev.zoneledger.ingest.sheet;

import dev.zoneledger.contract.Absence;
import dev.zoneledger.contract.Qualifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people write around a figure. */
final class FigureWords {

    record Word(String text, Qualifier qualifier) {}

    static final List<Word> BEFORE = words(Map.of(
            Qualifier.EXACT,
            List.of("=", "exactly", "共", "共计", "total", "total of"),
            Qualifier.AT_LEAST,
            List.of(
                    ">",
                    ">=",
                    "≥",
                    "≧",
                    "⩾",
                    "more than",
                    "over",
                    "above",
                    "at least",
                    "not less than",
                    "no less than",
                    "no fewer than",
                    "not fewer than",
                    "greater than",
                    "exceeding",
                    "exceeds",
                    "in excess of",
                    "minimum",
                    "min",
                    "min.",
                    "超",
                    "超过",
                    "大于",
                    "大于等于",
                    "高于",
                    "不低于",
                    "不少于",
                    "不小于",
                    "至少",
                    "逾",
                    "突破",
                    "达到"),
            Qualifier.AT_MOST,
            List.of(
                    "<",
                    "<=",
                    "≤",
                    "≦",
                    "⩽",
                    "up to",
                    "at most",
                    "less than",
                    "fewer than",
                    "under",
                    "below",
                    "not more than",
                    "no more than",
                    "not exceeding",
                    "maximum",
                    "max",
                    "max.",
                    "不超过",
                    "不高于",
                    "不大于",
                    "不多于",
                    "小于",
                    "小于等于",
                    "低于",
                    "少于",
                    "至多",
                    "最多",
                    "最高",
                    "不足",
                    "不到"),
            Qualifier.APPROXIMATELY,
            List.of(
                    "~",
                    "≈",
                    "about",
                    "around",
                    "approximately",
                    "approx",
                    "approx.",
                    "roughly",
                    "circa",
                    "ca",
                    "ca.",
                    "c.",
                    "some",
                    "nearly",
                    "almost",
                    "close to",
                    "约",
                    "大约",
                    "大概",
                    "约为",
                    "近",
                    "将近",
                    "接近",
                    "左右")));

    static final List<Word> BEHIND = words(Map.of(
            Qualifier.AT_LEAST,
            List.of("以上", "及以上", "+", "or more", "and more", "or above", "and above", "plus", "at least", "minimum"),
            Qualifier.AT_MOST,
            List.of("以内", "以下", "及以下", "之内", "or less", "or below", "and below", "at most", "maximum"),
            Qualifier.APPROXIMATELY,
            List.of("左右", "上下", "or so", "approx", "approx.", "approximately")));

    /** Between the number and the unit. */
    static final List<String> MORE_THAN = List.of("多", "余", "+", "plus ");

    /** As the template explains them: a dash is a source that says nothing, never zero. */
    private static final Map<String, Absence> ABSENCES = Map.ofEntries(
            Map.entry("-", Absence.ABSENT),
            Map.entry("--", Absence.ABSENT),
            Map.entry("–", Absence.ABSENT),
            Map.entry("—", Absence.ABSENT),
            Map.entry("——", Absence.ABSENT),
            Map.entry("...", Absence.ABSENT),
            Map.entry("absent", Absence.ABSENT),
            Map.entry("not stated", Absence.ABSENT),
            Map.entry("not given", Absence.ABSENT),
            Map.entry("not available", Absence.ABSENT),
            Map.entry("not published", Absence.ABSENT),
            Map.entry("unknown", Absence.ABSENT),
            Map.entry("未公布", Absence.ABSENT),
            Map.entry("未披露", Absence.ABSENT),
            Map.entry("未说明", Absence.ABSENT),
            Map.entry("不详", Absence.ABSENT),
            Map.entry("未知", Absence.ABSENT),
            Map.entry("无数据", Absence.ABSENT),
            Map.entry("n/a", Absence.NOT_APPLICABLE),
            Map.entry("na", Absence.NOT_APPLICABLE),
            Map.entry("n.a.", Absence.NOT_APPLICABLE),
            Map.entry("not applicable", Absence.NOT_APPLICABLE),
            Map.entry("not-applicable", Absence.NOT_APPLICABLE),
            Map.entry("不适用", Absence.NOT_APPLICABLE),
            Map.entry("保密", Absence.WITHHELD),
            Map.entry("不公开", Absence.WITHHELD),
            Map.entry("涉密", Absence.WITHHELD),
            Map.entry("withheld", Absence.WITHHELD),
            Map.entry("confidential", Absence.WITHHELD),
            Map.entry("secret", Absence.WITHHELD));

    private FigureWords() {}

    /** What a text says of a figure that is not there; null if it is something else. */
    static @Nullable Absence absence(String text) {
        return ABSENCES.get(FigureText.normal(text).toLowerCase(Locale.ROOT));
    }

    /** The longest first, so that "not more than" is not read as "more than". */
    private static List<Word> words(Map<Qualifier, List<String>> byQualifier) {
        List<Word> words = new ArrayList<>();
        byQualifier.forEach((qualifier, texts) -> texts.forEach(text -> words.add(new Word(text, qualifier))));
        words.sort(Comparator.comparingInt((Word word) -> -word.text().length()).thenComparing(Word::text));
        return List.copyOf(words);
    }

    /** In capitals or not; a word of letters must end there: "over" is no beginning of "overall". */
    static boolean startsWithWord(String text, String word) {
        return text.regionMatches(true, 0, word, 0, word.length())
                && (!isLetter(word.charAt(word.length() - 1))
                        || text.length() == word.length()
                        || !isLetter(text.charAt(word.length())));
    }

    static boolean endsWithWord(String text, String word) {
        int start = text.length() - word.length();
        return start >= 0
                && text.regionMatches(true, start, word, 0, word.length())
                && (!isLetter(word.charAt(0)) || start == 0 || !isLetter(text.charAt(start - 1)));
    }

    /** Of the Latin script, in which words have blanks between them. */
    static boolean isLetter(char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z');
    }
}
