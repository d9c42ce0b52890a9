package dev.zoneledger.ingest.sheet;

import static dev.zoneledger.ingest.sheet.FigureWords.startsWithWord;

import dev.zoneledger.contract.Absence;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.UnitList;
import dev.zoneledger.ingest.sheet.Figures.Context;
import dev.zoneledger.ingest.sheet.Figures.NoFigure;
import dev.zoneledger.ingest.sheet.Figures.Refused;
import dev.zoneledger.ingest.sheet.Figures.Understanding;
import dev.zoneledger.ingest.sheet.Figures.Understood;
import dev.zoneledger.ingest.sheet.UnitText.Resolved;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one figure as people write it: {@code 5,000 t}, {@code 0.5万吨}, {@code > 900 t}, {@code 约4.12亿元}. The words
 * before the number are taken off first, then those at the end; what is left between must be a unit. Whatever is not
 * understood to the last character is refused, with what is missing.
 */
final class FigureText {

    // No figure is longer; longer texts are sentences.
    private static final int MAX_LENGTH = 100;

    private static final Pattern RANGE = Pattern.compile("(?:-|–|—|−|~|至|到|to\\b|and\\b).*\\d.*");
    private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d年?");
    private static final Set<Character> SEPARATORS = Set.of('.', ',', '\'', ' ');

    private final Context context;
    private final Set<Qualifier> qualifiers = EnumSet.noneOf(Qualifier.class);
    private String rest;
    private @Nullable String currency;
    private boolean perYear;

    private FigureText(String text, Context context) {
        this.rest = text;
        this.context = context;
    }

    static Understanding read(String text, Context context) {
        String plain = normal(text);
        Absence absence = FigureWords.absence(plain);
        if (absence != null) {
            return new NoFigure(absence);
        }
        if (plain.length() > MAX_LENGTH) {
            return new Refused(
                    "expected one figure with its unit, found more than " + MAX_LENGTH + " characters", null);
        }
        String mark = Marks.refusal(text);
        return mark != null ? new Refused(mark, null) : new FigureText(plain, context).figure();
    }

    /** Full-width digits and signs become common ones, all blanks one space, all apostrophes one. */
    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replace('’', '\'')
                .replace('‘', '\'')
                .replaceAll("[\\s\\p{Z}]+", " ")
                .strip();
    }

    private Understanding figure() {
        takeWordsBefore();
        String digits = takeDigits();
        if (digits.isEmpty()) {
            return noDigits();
        }
        if (RANGE.matcher(rest).matches()) {
            return range(digits);
        }
        takeMoreThan();
        rest = UnitText.joined(rest);
        takeWordsBehind();
        if (rest.chars().anyMatch(Character::isDigit)) {
            return new Refused("expected one figure, found more than one", null);
        }
        if (qualifiers.size() > 1) {
            return new Refused(
                    "says both "
                            + String.join(
                                    " and ",
                                    qualifiers.stream().map(Qualifier::code).toList()) + "; expected one of them",
                    null);
        }
        return withUnit(digits);
    }

    private Understanding withUnit(String digits) {
        UnitText.Split split = UnitText.split(rest);
        if (split.moreThan()) {
            qualifiers.add(Qualifier.AT_LEAST);
        }
        Numerals.Read number = Numerals.read(digits, split.multiple().compareTo(BigDecimal.ONE) != 0);
        if (number.value() == null) {
            String suggestion = number.suggestion();
            return new Refused(
                    String.valueOf(number.refusal()),
                    suggestion == null ? null : (suggestion + " " + rest.strip()).strip());
        }
        UnitText.Resolution resolution = UnitText.resolve(split, currency, perYear, context);
        if (resolution instanceof UnitText.Unresolved(String detail, String suggestion)) {
            return new Refused(detail, suggestion);
        }
        Resolved unit = (Resolved) resolution;
        Qualifier qualifier =
                qualifiers.isEmpty() ? Qualifier.EXACT : qualifiers.iterator().next();
        return new Understood(
                number.value().multiply(unit.multiple()),
                unit.unit(),
                qualifier,
                unit.yearInferred(),
                split.name().isEmpty() && currency == null);
    }

    /** "About", "more than", "年产", a currency; in any order. */
    private void takeWordsBefore() {
        boolean taken;
        do {
            taken = false;
            rest = rest.strip();
            for (var word : FigureWords.BEFORE) {
                if (startsWithWord(rest, word.text())) {
                    qualifiers.add(word.qualifier());
                    rest = rest.substring(word.text().length());
                    taken = true;
                    break;
                }
            }
            for (String word : UnitList.builtIn().perYear().before()) {
                if (!taken && startsWithWord(rest, word)) {
                    perYear = true;
                    rest = rest.substring(word.length());
                    taken = true;
                }
            }
            String money = taken || currency != null ? null : UnitText.currencyAtStart(rest);
            if (money != null) {
                currency = money;
                rest = rest.substring(money.length());
                taken = true;
            }
        } while (taken);
        if (qualifiers.size() > 1) {
            // "=" says nothing, and "about =" neither.
            qualifiers.remove(Qualifier.EXACT);
        }
    }

    private String takeDigits() {
        int end = 0;
        boolean any = false;
        for (int i = 0; i < rest.length(); i++) {
            char each = rest.charAt(i);
            if (each >= '0' && each <= '9') {
                end = i + 1;
                any = true;
            } else if (!SEPARATORS.contains(each)) {
                break;
            }
        }
        String digits = any ? rest.substring(0, end) : "";
        rest = rest.substring(digits.length()).strip();
        return digits.strip();
    }

    private Understanding noDigits() {
        if (rest.startsWith("-") || rest.startsWith("−")) {
            return new Refused("a figure is not negative; a dash alone says that the source gives no figure", null);
        }
        if (rest.isEmpty()) {
            return new Refused("expected a figure with its unit; write - where the source gives none", null);
        }
        return new Refused(
                "expected a figure that begins with digits, for instance 5,000 t or 0.5万吨; write - where the source gives"
                        + " none, n/a where there can be none, 保密 or confidential where it is kept back",
                null);
    }

    private Understanding range(String digits) {
        String other = rest.replaceAll("^\\D+", "");
        if (YEAR.matcher(digits).matches() && YEAR.matcher(other).matches()) {
            return new Refused(
                    "looks like years where one figure is needed; the years belong into the column period, a row for each of them",
                    null);
        }
        return new Refused(
                "is a range where one figure is needed; give its lower end as \"at least\" (>=) or its upper end as \"up to\" (<=),"
                        + " whichever the source vouches for, and the range itself in the excerpt",
                null);
    }

    /** 300余吨, 50,000+ sets. */
    private void takeMoreThan() {
        for (String word : FigureWords.MORE_THAN) {
            if (rest.startsWith(word)) {
                qualifiers.add(Qualifier.AT_LEAST);
                rest = rest.substring(word.length()).strip();
                return;
            }
        }
    }

    /** "A year", "or more", 左右; in any order, from the end. */
    private void takeWordsBehind() {
        boolean taken;
        do {
            taken = false;
            for (var word : FigureWords.BEHIND) {
                if (FigureWords.endsWithWord(rest, word.text())) {
                    qualifiers.add(word.qualifier());
                    rest = rest.substring(0, rest.length() - word.text().length())
                            .strip();
                    taken = true;
                    break;
                }
            }
            String yearly = taken ? null : UnitText.yearlyEnd(rest);
            if (yearly != null) {
                perYear = true;
                rest = yearly;
                taken = true;
            }
        } while (taken);
    }
}
