package dev.zoneledger.ingest.sheet;

import dev.zoneledger.contract.Period;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads periods as people write them: 2017, 2017Q1, 2017年第一季度, 2021年1-10月, Jan-Oct 2021. */
final class PeriodText {

    private static final int MAX_LENGTH = 60;

    private static final String MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
    private static final String TO = " ?(?:-|–|—|~|至|到|to|/) ?";

    private static final Pattern QUARTER = Pattern.compile("(\\d{4}) ?年?[ -]?q ?([1-4])");
    private static final Pattern QUARTER_FIRST = Pattern.compile("q ?([1-4])[ ,/-]*(\\d{4})");
    private static final Pattern CHINESE_QUARTER = Pattern.compile("(\\d{4}) ?年? ?第?([一二三四1-4]) ?季度?");
    private static final Pattern HALF = Pattern.compile("(\\d{4}) ?年?[ -]?(?:h ?([12])|(上|下)半年)");
    private static final Pattern HALF_FIRST = Pattern.compile("h ?([12])[ ,/-]*(\\d{4})");
    private static final Pattern MONTHS_OF_YEAR =
            Pattern.compile("(\\d{4}) ?[年.] ?(\\d{1,2}) ?月?" + TO + "(\\d{1,2}) ?月(?:份)?");
    private static final Pattern NAMED_MONTHS = Pattern.compile(MONTH + TO + MONTH + "[ ,]*(\\d{4})");
    private static final Pattern SINCE_UNKNOWN = Pattern.compile("(?:\\.\\./|until |up to |by |as of |截至|截止|至)(.+)");
    private static final Pattern YEARS =
            Pattern.compile("(\\d{4}) ?年?" + "(?: ?(?:-|–|—|~|至|到|to) ?)" + "(\\d{4}) ?年?");
    private static final List<String> BETWEEN = List.of("/", "~", "–", "—", " - ", " to ", "至", "到");

    private static final Set<String> SOME_YEAR =
            Set.of("xxxx", "a year", "per year", "every year", "each year", "annual", "每年", "一年", "年");

    /** A period in the contract's own words, or why there is none. */
    record Read(
            @Nullable String text,
            @Nullable String refusal,
            @Nullable String suggestion) {}

    private PeriodText() {}

    static Read read(String written) {
        String plain = FigureText.normal(written).toLowerCase(Locale.ROOT);
        if (plain.length() > MAX_LENGTH) {
            return refused(null);
        }
        String mark = Marks.refusal(written);
        if (mark != null) {
            return new Read(null, mark, null);
        }
        if (SOME_YEAR.contains(plain)) {
            return new Read(Period.UNSTATED_YEAR.text(), null, null);
        }
        Matcher years = YEARS.matcher(plain);
        if (years.matches()) {
            return new Read(
                    null,
                    "it is not clear whether the figure is of each year or of all of them together; give a row for each year,"
                            + " or write " + years.group(1) + "/" + years.group(2) + " for the sum",
                    years.group(1) + "/" + years.group(2));
        }
        String text = canonical(plain);
        if (text == null) {
            return refused(null);
        }
        try {
            return new Read(Period.of(text).text(), null, null);
        } catch (IllegalArgumentException notOfTheCalendar) {
            return String.valueOf(notOfTheCalendar.getMessage()).contains("before it begins")
                    ? new Read(null, "the period ends before it begins", null)
                    : refused(null);
        }
    }

    private static Read refused(@Nullable String suggestion) {
        return new Read(
                null,
                "expected " + Period.FORM + "; 2017年, 2017Q1, 2021年1-10月 and Jan-Oct 2021 are understood too",
                suggestion);
    }

    private static @Nullable String canonical(String plain) {
        String date = DateText.iso(plain);
        if (date != null) {
            return date;
        }
        Matcher since = SINCE_UNKNOWN.matcher(plain);
        if (since.matches()) {
            String end = DateText.iso(since.group(1).strip());
            return end == null ? null : "../" + end;
        }
        String part = partOfYear(plain);
        return part != null ? part : range(plain);
    }

    private static @Nullable String partOfYear(String plain) {
        Matcher found = QUARTER.matcher(plain);
        if (found.matches()) {
            return found.group(1) + "-Q" + found.group(2);
        }
        found = QUARTER_FIRST.matcher(plain);
        if (found.matches()) {
            return found.group(2) + "-Q" + found.group(1);
        }
        found = CHINESE_QUARTER.matcher(plain);
        if (found.matches()) {
            int chinese = "一二三四".indexOf(found.group(2));
            return found.group(1) + "-Q" + (chinese < 0 ? found.group(2) : String.valueOf(chinese + 1));
        }
        found = HALF.matcher(plain);
        if (found.matches()) {
            boolean first = "1".equals(found.group(2)) || "上".equals(found.group(3));
            return half(found.group(1), first);
        }
        found = HALF_FIRST.matcher(plain);
        return found.matches() ? half(found.group(2), found.group(1).equals("1")) : null;
    }

    private static String half(String year, boolean first) {
        return first ? year + "-01/" + year + "-06" : year + "-07/" + year + "-12";
    }

    private static @Nullable String range(String plain) {
        Matcher found = MONTHS_OF_YEAR.matcher(plain);
        if (found.matches()) {
            return months(found.group(1), found.group(2), found.group(3));
        }
        found = NAMED_MONTHS.matcher(plain);
        if (found.matches()) {
            return months(found.group(3), DateText.month(found.group(1)), DateText.month(found.group(2)));
        }
        for (String between : BETWEEN) {
            int at = plain.indexOf(between);
            if (at > 0) {
                String from = DateText.iso(plain.substring(0, at).strip());
                String to = DateText.iso(plain.substring(at + between.length()).strip());
                if (from != null && to != null) {
                    return from + "/" + to;
                }
            }
        }
        return null;
    }

    private static @Nullable String months(String year, String from, String to) {
        String first = DateText.iso(year, from, null);
        String last = DateText.iso(year, to, null);
        return first == null || last == null ? null : first + "/" + last;
    }
}
