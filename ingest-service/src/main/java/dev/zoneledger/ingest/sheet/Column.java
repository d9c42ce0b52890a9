package dev.zoneledger.ingest.sheet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column that a table may have; see {@code columns.yaml}.
 *
 * @param field where its cells go in an entry, as a JSON pointer
 * @param values name of the list that a cell is taken from; null for free text
 * @param needed whether a table without it is refused
 */
record Column(
        String field,
        As as,
        @Nullable String values,
        String header,
        String localHeader,
        List<String> names,
        boolean needed,
        String explanation,
        String example) {

    /** How a cell is read. */
    enum As {
        TEXT,
        CODE,
        PRODUCT,
        FIGURE,
        VALUE,
        UNIT,
        DATE,
        ISO_DATE,
        PERIOD,
        FLAG,
        WHOLE,
        TEXTS,
        ALIASES,
        DECIDED_BY
    }

    /** In both languages, as templates have it. */
    String bothHeaders() {
        return header + " " + localHeader;
    }
}
