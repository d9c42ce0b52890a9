package dev.zoneledger.ingest.entry;

import dev.zoneledger.rest.Problem.FieldError;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * The entries of a file, one after the other; only the present one is held. A file that cannot be read at all, or not
 * further, because of its form or a limit, ends with a {@link dev.zoneledger.rest.ProblemException}; a body that broke
 * off with an {@link IOException}.
 */
public interface EntrySource extends AutoCloseable {

    /** The field or column of a rejected entry that says why. It is passed over when the entry is read again. */
    String REJECTED = "rejected";

    /** Goes to the next entry, over lines and rows that are blank; false at the end. */
    boolean next() throws IOException;

    /** Of the present entry: the number of its line or row as a person sees it, from 1. */
    long row();

    /**
     * The present entry.
     *
     * @param faults gets all that is wrong with it, at {@link #row()}
     */
    Entry read(Faults faults);

    /** Columns of the file that nobody knows, in their order; whole once the first entry has been read. */
    default Set<String> unknownColumns() {
        return Set.of();
    }

    /** The same as faults, which they are where nothing is accepted. */
    default List<FieldError> faultsOfColumns() {
        return List.of();
    }

    /** A file of the same form for entries of this source that are rejected. */
    RejectedEntries rejectedInto(OutputStream file) throws IOException;

    @Override
    default void close() throws IOException {}

    /** A file of rejected entries, ready to be mended and sent again. */
    interface RejectedEntries extends AutoCloseable {

        /**
         * Puts down the source's present entry as it came, with {@link EntrySource#REJECTED} saying why.
         *
         * @param why what is wrong with a row of it, by its number; empty if nothing is
         */
        void add(LongFunction<String> why) throws IOException;

        /** Ends the file. */
        @Override
        void close() throws IOException;
    }
}
