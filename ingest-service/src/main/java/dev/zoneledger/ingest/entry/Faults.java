package dev.zoneledger.ingest.entry;

import dev.zoneledger.rest.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Everything that is wrong with a post or an import: all of it counted, the first so many told. */
public final class Faults {

    private final int limit;
    private final List<FieldError> told = new ArrayList<>();
    private long count;
    private long row;

    /** @param limit how many are told; the others are only counted, so that a bad file costs no more than a good one */
    public Faults(int limit) {
        this.limit = limit;
    }

    /** What follows is found in that line of a file. */
    public void inRow(long line) {
        row = line;
    }

    /** The supplier is asked only if the fault will be told. */
    public void add(Supplier<FieldError> fault) {
        count++;
        if (told.size() < limit) {
            FieldError error = fault.get();
            told.add(row == 0 ? error : error.inRow(row));
        }
    }

    public long count() {
        return count;
    }

    public List<FieldError> told() {
        return told;
    }
}
