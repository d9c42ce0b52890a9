package dev.zoneledger.contract;

import org.jspecify.annotations.Nullable;

/**
 * Where a statement stands.
 *
 * @param uri of the document; a URN where a link would change or break
 * @param publisher who published it
 * @param publishedOn ISO 8601 as exactly as known: {@code 2020-10}
 * @param language of the text that was read, BCP 47
 * @param machineTranslated whether a machine translated that text
 * @param locator where in the document: {@code paragraph 12}
 * @param excerpt the few words that carry the figure
 */
public record Source(
        String uri,
        @Nullable String publisher,
        @Nullable String publishedOn,
        @Nullable String language,
        boolean machineTranslated,
        @Nullable String locator,
        @Nullable String excerpt) {

    /** An excerpt proves a figure; it does not republish a text. */
    public static final int MAX_EXCERPT = 200;

    public Source {
        Check.text("uri", uri);
        if (publishedOn != null) {
            PartialDate.lastDay(publishedOn);
        }
        Check.that(excerpt == null || excerpt.length() <= MAX_EXCERPT, "excerpt has at most " + MAX_EXCERPT);
    }
}
