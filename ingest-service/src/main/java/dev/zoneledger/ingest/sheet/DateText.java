package dev.zoneledger.ingest.sheet;

import dev.zoneledger.contract.PartialDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads dates as people write them, as exactly as they say: 2020年9月 is a month and stays one. */
final class DateText {

    private static final int MAX_LENGTH = 60;

    private static final String MONTHS =
            "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
                    + "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
    private static final List<String> MONTH_STARTS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final Pattern YEAR = Pattern.compile("(\\d{4}) ?年?");
    private static final Pattern YEAR_MONTH = Pattern.compile("(\\d{4}) ?(?:[-/.]|年) ?(\\d{1,2}) ?月?(?:份)?");
    private static final Pattern DAY =
            Pattern.compile("(\\d{4}) ?(?:[-/.]|年) ?(\\d{1,2}) ?(?:[-/.]|月) ?(\\d{1,2}) ?[日号]?");
    private static final Pattern DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern NAMED_MONTH = Pattern.compile("(" + MONTHS + ")\\.?[ ,-]*(\\d{4})");
    private static final Pattern NAMED_MONTH_BEHIND = Pattern.compile("(\\d{4})[ ,-]*(" + MONTHS + ")\\.?");
    private static final Pattern DAY_NAMED_MONTH =
            Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?[ .-]*(?:of )?(" + MONTHS + ")\\.?[ ,-]*(\\d{4})");
    private static final Pattern NAMED_MONTH_DAY =
            Pattern.compile("(" + MONTHS + ")\\.? *(\\d{1,2})(?:st|nd|rd|th)?,? *(\\d{4})");
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2}) ?([-/.]) ?(\\d{1,2}) ?\\2 ?(\\d{4})");
    private static final Pattern TIME = Pattern.compile("[ t]\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?z?$");

    private static final List<String> NOT_LATER =
            List.of("not later than", "no later than", "not-later", "by", "as of", "不晚于", "不迟于", "最迟", "截至", "截止");
    private static final Set<String> UNKNOWN =
            Set.of("unknown", "not known", "not stated", "?", "-", "—", "n/a", "不详", "未知", "不明");

    private static final String FORMS =
            "expected a date as exactly as it is known: 2020, 2020-09, 2020年9月, Sept 2020, 2020-09-15 or 2020/9/15";

    /** A date that was read, or why it was not. */
    sealed interface Read {}

    /**
     * @param iso to the day, month or year
     * @param notLater whether it had begun by then
     */
    record Dated(String iso, boolean notLater) implements Read {}

    /** It says that the date is not known. */
    record Unknown() implements Read {}

    record Refused(String detail, @Nullable String suggestion) implements Read {}

    private DateText() {}

    static Read read(String text) {
        String plain = FigureText.normal(text).toLowerCase(Locale.ROOT);
        if (UNKNOWN.contains(plain)) {
            return new Unknown();
        }
        if (plain.length() > MAX_LENGTH) {
            return new Refused(FORMS, null);
        }
        String mark = Marks.refusal(text);
        if (mark != null) {
            return new Refused(mark, null);
        }
        boolean notLater = false;
        for (String word : NOT_LATER) {
            if (FigureWords.startsWithWord(plain, word)) {
                plain = plain.substring(word.length()).strip();
                notLater = true;
                break;
            }
        }
        Matcher yearLast = YEAR_LAST.matcher(plain);
        if (yearLast.matches()) {
            return yearLast(yearLast, notLater);
        }
        String iso = iso(plain);
        return iso == null ? new Refused(FORMS, null) : new Dated(iso, notLater);
    }

    /** The ISO form of a date to the day, month or year; null if it is none of the calendar. */
    static @Nullable String iso(String plain) {
        String text = TIME.matcher(plain).replaceFirst("");
        Matcher found = match(text, DAY);
        if (found == null) {
            found = match(text, DIGITS);
        }
        if (found != null) {
            return iso(found.group(1), found.group(2), found.group(3));
        }
        found = match(text, YEAR_MONTH);
        if (found != null) {
            return iso(found.group(1), found.group(2), null);
        }
        found = match(text, YEAR);
        if (found != null) {
            return iso(found.group(1), null, null);
        }
        return withNamedMonth(text);
    }

    private static @Nullable String withNamedMonth(String text) {
        Matcher found = match(text, NAMED_MONTH);
        if (found != null) {
            return iso(found.group(2), month(found.group(1)), null);
        }
        found = match(text, NAMED_MONTH_BEHIND);
        if (found != null) {
            return iso(found.group(1), month(found.group(2)), null);
        }
        found = match(text, DAY_NAMED_MONTH);
        if (found != null) {
            return iso(found.group(3), month(found.group(2)), found.group(1));
        }
        found = match(text, NAMED_MONTH_DAY);
        return found == null ? null : iso(found.group(3), month(found.group(1)), found.group(2));
    }

    /** The number of the month of that name. */
    static String month(String name) {
        return String.valueOf(MONTH_STARTS.indexOf(name.substring(0, 3)) + 1);
    }

    private static @Nullable Matcher match(String text, Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? matcher : null;
    }

    /** 15/9/2020 can be read in one way only, 3/4/2020 in two. */
    private static Read yearLast(Matcher found, boolean notLater) {
        String first = found.group(1);
        String second = found.group(3);
        String year = found.group(4);
        String dayFirst = iso(year, second, first);
        String monthFirst = iso(year, first, second);
        if (dayFirst != null && monthFirst != null && !dayFirst.equals(monthFirst)) {
            return new Refused(
                    "it is not clear which is the day and which the month, " + dayFirst + " or " + monthFirst
                            + "; write the year first",
                    null);
        }
        String iso = dayFirst != null ? dayFirst : monthFirst;
        return iso == null ? new Refused(FORMS, null) : new Dated(iso, notLater);
    }

    static @Nullable String iso(String year, @Nullable String month, @Nullable String day) {
        String iso = year
                + (month == null ? "" : "-" + (month.length() == 1 ? "0" : "") + month)
                + (day == null ? "" : "-" + (day.length() == 1 ? "0" : "") + day);
        try {
            PartialDate.lastDay(iso);
            return iso;
        } catch (IllegalArgumentException notOfTheCalendar) {
            return null;
        }
    }
}
