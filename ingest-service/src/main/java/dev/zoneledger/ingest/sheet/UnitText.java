package dev.zoneledger.ingest.sheet;

import static dev.zoneledger.ingest.sheet.FigureWords.isLetter;

import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Unit;
import dev.zoneledger.contract.Unit.Dimension;
import dev.zoneledger.contract.UnitList;
import dev.zoneledger.contract.UnitList.Ambiguity;
import dev.zoneledger.ingest.sheet.Figures.Context;
import dev.zoneledger.rest.Suggestions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Units as people write them, with the multiples before them: 万吨, million yuan, kt, 台/年. */
final class UnitText {

    private static final UnitList LIST = UnitList.builtIn();

    private static final List<String> CURRENCY_NAMES =
            longestFirst(LIST.currencyNames().keySet());
    private static final List<String> MULTIPLES = longestFirst(LIST.multiples().keySet());
    private static final List<String> YEARLY = longestFirst(LIST.perYear().after());
    private static final List<String> TONNES_YEARLY = List.of("tpa", "ktpa", "mtpa", "tpy", "ktpy", "mtpy");

    // A hundred million million is more than any figure.
    private static final int MAX_MULTIPLES = 4;

    /**
     * A text parted into multiples and what they are multiples of.
     *
     * @param name of the unit; empty if there is none
     * @param moreThan whether 多 or 余 stands among the multiples
     */
    record Split(BigDecimal multiple, String name, boolean moreThan) {}

    sealed interface Resolution {}

    /** @param yearInferred whether "a year" is not printed but follows from the measure */
    record Resolved(Unit unit, BigDecimal multiple, boolean yearInferred) implements Resolution {}

    record Unresolved(String detail, @Nullable String suggestion) implements Resolution {}

    private UnitText() {}

    private static List<String> longestFirst(Iterable<String> names) {
        List<String> sorted = new ArrayList<>();
        names.forEach(sorted::add);
        sorted.sort(Comparator.comparingInt((String name) -> -name.length()).thenComparing(name -> name));
        return List.copyOf(sorted);
    }

    /** What stands at the start if it is a currency: a code in capitals, or a name. */
    static @Nullable String currencyAtStart(String text) {
        for (String name : CURRENCY_NAMES) {
            if (FigureWords.startsWithWord(text, name)) {
                return text.substring(0, name.length());
            }
        }
        for (String sign : List.of("$", "¥")) {
            if (text.startsWith(sign)) {
                return sign;
            }
        }
        String code = text.length() >= 3 ? text.substring(0, 3) : "";
        boolean ends = text.length() == 3 || (text.length() > 3 && !isLetter(text.charAt(3)));
        return ends
                        && Unit.find(code)
                                .map(Unit::dimension)
                                .filter(Dimension.MONEY::equals)
                                .isPresent()
                ? code
                : null;
    }

    /** The text without the words at its end that say "a year"; null if there are none. */
    static @Nullable String yearlyEnd(String text) {
        for (String word : YEARLY) {
            if (FigureWords.endsWithWord(text, word)) {
                return text.substring(0, text.length() - word.length()).strip();
            }
        }
        return tonnesYearly(text);
    }

    /** Blanks around a stroke mean nothing: 吨 / 年. */
    static String joined(String text) {
        return text.replaceAll(" ?/ ?", "/");
    }

    /** tpa and ktpa are one word. */
    private static @Nullable String tonnesYearly(String text) {
        return TONNES_YEARLY.stream().anyMatch(word -> FigureWords.endsWithWord(text, word))
                ? text.substring(0, text.length() - 2)
                : null;
    }

    /** Takes multiples off the front until a unit is left, or nothing that is known. */
    static Split split(String text) {
        BigDecimal multiple = BigDecimal.ONE;
        boolean moreThan = false;
        String rest = text.strip();
        for (int i = 0; i < MAX_MULTIPLES && !isUnit(rest); i++) {
            String word = multipleAtStart(rest);
            if (word == null) {
                break;
            }
            multiple = multiple.multiply(Objects.requireNonNull(LIST.multiples().get(UnitList.canonical(word))));
            rest = rest.substring(word.length()).strip();
            if (rest.startsWith("多") || rest.startsWith("余")) {
                moreThan = true;
                rest = rest.substring(1).strip();
            }
        }
        return new Split(multiple, rest, moreThan);
    }

    private static boolean isUnit(String text) {
        return text.isEmpty()
                || !LIST.named(text).isEmpty()
                || LIST.ambiguity(text).isPresent();
    }

    private static @Nullable String multipleAtStart(String text) {
        for (String word : MULTIPLES) {
            // 250mCNY is written so; in 250mt the m is no million.
            if (FigureWords.startsWithWord(text, word)
                    || (text.regionMatches(true, 0, word, 0, word.length())
                            && currencyAtStart(text.substring(word.length())) != null)) {
                return text.substring(0, word.length());
            }
        }
        return null;
    }

    /**
     * The unit of a figure.
     *
     * @param split what stands behind the number
     * @param currency what stands before it
     * @param perYear whether the figure says "a year"
     */
    static Resolution resolve(Split split, @Nullable String currency, boolean perYear, Context context) {
        String own = split.name.isEmpty() && currency != null ? currency : split.name;
        if (own.isEmpty()) {
            return fromColumn(split, perYear, context);
        }
        if (currency != null && !split.name.isEmpty() && !LIST.named(currency).equals(LIST.named(split.name))) {
            return new Unresolved("has two units, " + currency + " and " + split.name, null);
        }
        Resolution resolution = named(own, split.multiple, perYear, context);
        if (context.unit() != null && resolution instanceof Resolved mine) {
            Resolution column = ofColumn(context.unit(), context);
            if (!(column instanceof Resolved theirs)
                    || !theirs.unit.equals(mine.unit)
                    || theirs.multiple.compareTo(mine.multiple) != 0) {
                return new Unresolved(
                        "the figure has a unit by itself, " + own + ", and the column of units says " + context.unit(),
                        null);
            }
        }
        return resolution;
    }

    /** Whether the text is a unit, with or without multiples and "a year". */
    static boolean isNamed(String text) {
        String plain = joined(FigureText.normal(text));
        for (String without = yearlyEnd(plain); without != null; without = yearlyEnd(plain)) {
            plain = without;
        }
        Split split = split(plain);
        return !split.name.isEmpty() && isUnit(split.name);
    }

    private static Resolution fromColumn(Split split, boolean perYear, Context context) {
        String text = context.unit() != null ? context.unit() : context.headerUnit();
        if (text == null || text.isBlank()) {
            return context.measure() == Measure.COUNT
                    ? new Resolved(Unit.of("1"), split.multiple, false)
                    : new Unresolved(
                            "has no unit; write it behind the figure or into the column unit, for instance "
                                    + example(context),
                            null);
        }
        Resolution column = ofColumn(perYear ? text + "/a" : text, context);
        if (column instanceof Resolved(Unit unit, BigDecimal multiple, boolean yearInferred)) {
            boolean both = multiple.compareTo(BigDecimal.ONE) != 0 && split.multiple.compareTo(BigDecimal.ONE) != 0;
            return both
                    ? new Unresolved(
                            "is a multiple by itself, and its unit " + text + " is one too; write it with its unit",
                            null)
                    : new Resolved(unit, multiple.multiply(split.multiple), yearInferred);
        }
        return column;
    }

    /** The unit that a column of units, or a header, names. */
    private static Resolution ofColumn(String text, Context context) {
        String plain = joined(FigureText.normal(text));
        boolean perYear = false;
        for (String without = yearlyEnd(plain); without != null; without = yearlyEnd(plain)) {
            perYear = true;
            plain = without;
        }
        Split split = split(plain);
        return split.name.isEmpty()
                ? new Unresolved("there is no such unit as " + text, null)
                : named(split.name, split.multiple, perYear, context);
    }

    private static Resolution named(String name, BigDecimal multiple, boolean perYear, Context context) {
        Optional<Ambiguity> ambiguity = LIST.ambiguity(name);
        if (ambiguity.isPresent()) {
            return new Unresolved(
                    "the unit " + name + " may be "
                            + String.join(" or ", ambiguity.get().mayBe()) + ": "
                            + ambiguity.get().why() + "; write one of these",
                    ambiguity.get().mayBe().getFirst());
        }
        List<Unit> units = LIST.named(name);
        if (units.isEmpty()) {
            return new Unresolved(
                    "there is no unit " + name + "; expected " + example(context) + " or another of GET /v1/units",
                    Suggestions.nearest(name, codes()).orElse(null));
        }
        if (perYear) {
            return yearly(name, units, multiple, context);
        }
        Optional<Unit> fitting = units.stream().filter(context::takes).findFirst();
        if (fitting.isPresent() || context.measure() != Measure.CAPACITY) {
            return new Resolved(fitting.orElse(units.getFirst()), multiple, false);
        }
        // A capacity is a quantity a year by definition: printed without it, it is meant.
        return units.stream()
                .flatMap(unit -> unit.perYear().stream())
                .filter(context::takes)
                .findFirst()
                .<Resolution>map(unit -> new Resolved(unit, multiple, true))
                .orElse(new Resolved(units.getFirst(), multiple, false));
    }

    private static Resolution yearly(String name, List<Unit> units, BigDecimal multiple, Context context) {
        List<Unit> yearly = units.stream()
                .flatMap(unit -> isYearly(unit) ? List.of(unit).stream() : unit.perYear().stream())
                .toList();
        if (yearly.isEmpty()) {
            return new Unresolved(
                    units.getFirst().dimension() == Dimension.MONEY
                            ? "money is of a period, not \"a year\": leave that away and name the year as the period, or XXXX"
                                    + " where no source says which"
                            : "the unit " + name + " is none of a year",
                    null);
        }
        return new Resolved(
                yearly.stream().filter(context::takes).findFirst().orElse(yearly.getFirst()), multiple, false);
    }

    private static boolean isYearly(Unit unit) {
        return unit.code().endsWith("/a");
    }

    private static String example(Context context) {
        return codes().stream()
                .filter(code -> context.takes(Unit.of(code)))
                .limit(3)
                .reduce((left, right) -> left + ", " + right)
                .orElse("t, t/a, CNY");
    }

    private static List<String> codes() {
        List<String> codes = new ArrayList<>();
        Unit.quantityCodes().forEach(codes::add);
        codes.addAll(List.of("CNY", "USD", "EUR"));
        return codes;
    }
}
