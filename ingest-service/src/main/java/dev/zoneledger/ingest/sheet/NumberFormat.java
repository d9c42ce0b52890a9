package dev.zoneledger.ingest.sheet;

import dev.zoneledger.contract.Precision;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a format shows of a number, by the grammar of ECMA-376 part 1, 18.8.31: one section for all numbers, or some for
 * positive ones, negative ones and zero, or for those that meet a condition.
 */
final class NumberFormat {

    private static final Pattern TOKEN = Pattern.compile(
            "\"(?<quoted>[^\"]*)\"?"
                    + "|\\\\(?<escaped>.?)"
                    + "|(?<blank>[_*].?)"
                    + "|\\[\\$(?<symbol>[^\\]-]*)[^\\]]*]"
                    + "|\\[(?<bracket>[^\\]]*)]"
                    + "|(?<number>general|@|\\.?[#0?][#0?,.]*(?:e[+-][#0?]+|/[#0?\\d]+)?)"
                    + "|(?<bare>.)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern CONDITION = Pattern.compile("(<=|>=|<>|<|>|=)(-?\\d{1,20}(?:\\.\\d{1,20})?)");
    private static final Pattern TIME = Pattern.compile("(?i)h+|m+|s+");
    private static final Pattern DIGITS = Pattern.compile("\\.?[#0?].*");

    // A comma with no digit behind it: shown in thousands, two of them: in millions.
    private static final Pattern SCALED = Pattern.compile(",(?![#0?])");
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}]");
    private static final Pattern SIGNS = Pattern.compile("[-−()]");

    // A percentage, and parts of dates, which stand in no format of plain numbers.
    private static final String UNCLEAR = "%,![]ymdhsegb";

    private static final Pattern NO_LETTERS = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^]]*]|_.|\\*.");
    private static final Pattern PARTS_OF_SECONDS = Pattern.compile("s\\.0+");
    private static final Pattern LANGUAGE = Pattern.compile("\\[\\$-[^]]*]");
    private static final int MAX_SECTIONS = 3;

    private final String code;
    private final @Nullable Precision date;
    private final List<Section> sections = new ArrayList<>();

    /**
     * @param condition of the numbers that it is for; null if it has none
     * @param before the number, where it is shown
     * @param behind the number
     * @param clear whether the number is shown as it is
     */
    private record Section(@Nullable Condition condition, String before, String behind, boolean clear) {}

    private record Condition(String sign, BigDecimal limit) {
        boolean holds(BigDecimal number) {
            int compared = number.compareTo(limit);
            return switch (sign) {
                case "<" -> compared < 0;
                case "<=" -> compared <= 0;
                case ">" -> compared > 0;
                case ">=" -> compared >= 0;
                case "<>" -> compared != 0;
                default -> compared == 0;
            };
        }
    }

    NumberFormat(String code) {
        this.code = code;
        int end = code.length();
        SectionReader section = new SectionReader();
        Matcher token = TOKEN.matcher(code);
        while (token.find()) {
            if (!";".equals(token.group("bare"))) {
                section.take(token);
                continue;
            }
            end = Math.min(end, token.start());
            sections.add(section.read());
            section = new SectionReader();
        }
        // Behind the others the last one is for texts, if it is the fourth or has their sign.
        if (sections.isEmpty() || (sections.size() < MAX_SECTIONS && !section.isOfText())) {
            sections.add(section.read());
        }
        this.date = precision(code.substring(0, end));
    }

    private static @Nullable Precision precision(String section) {
        String letters = NO_LETTERS.matcher(section).replaceAll("").toLowerCase(Locale.ROOT);
        letters = PARTS_OF_SECONDS.matcher(letters).replaceAll("s");
        if (letters.contains("0") || letters.contains("#") || letters.contains("general")) {
            return null;
        }
        if (letters.contains("d")) {
            return Precision.DAY;
        }
        return letters.contains("y") ? letters.contains("m") ? Precision.MONTH : Precision.YEAR : null;
    }

    /** As people choose it: without the language, which programs put before it. */
    String code() {
        return LANGUAGE.matcher(code).replaceAll("");
    }

    /** To what a date is shown; null if it is none. */
    @Nullable
    Precision date() {
        return date;
    }

    /**
     * The word behind the number where it is shown, empty if there is none; null if the number is shown otherwise than it
     * is.
     */
    @Nullable
    String word(BigDecimal number) {
        Section section = section(number);
        if (section == null || !section.clear) {
            return null;
        }
        boolean negative = number.signum() < 0;
        String before = negative ? SIGNS.matcher(section.before).replaceAll("") : section.before;
        String behind = negative ? SIGNS.matcher(section.behind).replaceAll("") : section.behind;
        return before.isBlank() || before.strip().equals("+") ? behind.strip() : null;
    }

    /** The section that the number is shown by; null if that is not clear. */
    private @Nullable Section section(BigDecimal number) {
        if (sections.size() > MAX_SECTIONS) {
            return null;
        }
        if (sections.stream().anyMatch(section -> section.condition != null)) {
            return byCondition(number);
        }
        if (sections.size() == 1 || number.signum() > 0) {
            return sections.getFirst();
        }
        return number.signum() < 0 || sections.size() == 2
                ? sections.get(number.signum() < 0 ? 1 : 0)
                : sections.getLast();
    }

    private @Nullable Section byCondition(BigDecimal number) {
        for (Section section : sections) {
            if (section.condition == null) {
                return section.equals(sections.getLast()) ? section : null;
            }
            if (section.condition.holds(number)) {
                return section;
            }
        }
        return null;
    }

    private static final class SectionReader {

        private final StringBuilder before = new StringBuilder();
        private final StringBuilder number = new StringBuilder();
        private final StringBuilder behind = new StringBuilder();
        private @Nullable Condition condition;
        private boolean clear = true;

        void take(Matcher token) {
            if (token.group("number") != null) {
                number(token.group("number"));
            } else if (token.group("bracket") != null) {
                bracket(token.group("bracket"));
            } else if (token.group("bare") != null) {
                clear &= UNCLEAR.indexOf(
                                Character.toLowerCase(token.group("bare").charAt(0)))
                        < 0;
                literal(token.group("bare"));
            } else if (token.group("blank") == null) {
                for (String group : List.of("quoted", "escaped", "symbol")) {
                    literal(token.group(group) == null ? "" : token.group(group));
                }
            }
        }

        private void literal(String text) {
            (number.isEmpty() ? before : behind).append(BLANK.matcher(text).replaceAll(" "));
        }

        /** Digits may have a blank between them: thousands, or a whole number and a fraction. */
        private void number(String text) {
            if (!number.isEmpty()) {
                clear &= behind.toString().isBlank()
                        && DIGITS.matcher(number).matches()
                        && DIGITS.matcher(text).matches();
                behind.setLength(0);
            }
            number.append(text);
        }

        /** Colours and the script of the digits change nothing. */
        private void bracket(String text) {
            Matcher read = CONDITION.matcher(text);
            if (read.matches()) {
                condition = new Condition(read.group(1), new BigDecimal(read.group(2)));
            } else {
                clear &= !text.startsWith("<") && !text.startsWith(">") && !text.startsWith("=");
                clear &= !TIME.matcher(text).matches();
            }
        }

        boolean isOfText() {
            return number.indexOf("@") >= 0;
        }

        Section read() {
            boolean alone = before.isEmpty() && behind.isEmpty();
            boolean shown = clear
                    && !number.isEmpty()
                    && number.chars().filter(each -> each == '.').count() <= 1
                    && !SCALED.matcher(number).find()
                    && behind.chars().noneMatch(Character::isDigit)
                    && (alone || !isOfText());
            return new Section(condition, before.toString(), behind.toString(), shown);
        }
    }
}
