package dev.zoneledger.ingest.entry;

import dev.zoneledger.rest.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Everything that is wrong with a post or an import: all of it counted, the first so many told. */
public final class Faults {

    private static final int TOLD_OF_ROW = 20;

    private final int limit;
    private final List<FieldError> told = new ArrayList<>();
    private final List<FieldError> ofRow = new ArrayList<>();
    private long count;
    private long row;
    private boolean keepsRows;
    private UnaryOperator<FieldError> place = UnaryOperator.identity();

    /** @param limit how many are told; the others are only counted, so that a bad file costs no more than a good one */
    public Faults(int limit) {
        this.limit = limit;
    }

    /** Faults of the present row are kept, told or not, for {@link #ofRow}. */
    public void keepRows() {
        keepsRows = true;
    }

    /** What follows is found in that line or row of a file. */
    public void inRow(long line) {
        row = line;
        ofRow.clear();
    }

    /** Each fault is told as this makes it: a source of tables gives it the column that it was read from. */
    public void placedBy(UnaryOperator<FieldError> placing) {
        place = placing;
    }

    /** The supplier is asked only if the fault will be told. One that bears a row already keeps it. */
    public void add(Supplier<FieldError> fault) {
        count++;
        boolean tells = told.size() < limit;
        boolean keeps = keepsRows && ofRow.size() < TOLD_OF_ROW;
        if (!tells && !keeps) {
            return;
        }
        FieldError error = place.apply(fault.get());
        error = row == 0 || error.row() != null ? error : error.inRow(row);
        if (tells) {
            told.add(error);
        }
        if (keeps) {
            ofRow.add(error);
        }
    }

    /** The first faults of the present row, if they are kept. */
    public List<FieldError> ofRow() {
        return ofRow;
    }

    public long count() {
        return count;
    }

    public List<FieldError> told() {
        return told;
    }
}
