package dev.zoneledger.ingest;

import dev.zoneledger.ingest.Admission.Admitted;
import dev.zoneledger.ingest.Admission.Names;
import dev.zoneledger.ingest.ImportReport.Progress;
import dev.zoneledger.ingest.Writer.Rights;
import dev.zoneledger.ingest.entry.Entry;
import dev.zoneledger.ingest.entry.EntrySource;
import dev.zoneledger.ingest.entry.Faults;
import dev.zoneledger.ingest.entry.IngestLimits;
import dev.zoneledger.ingest.entry.Kind;
import dev.zoneledger.ingest.log.AtomicFlight;
import dev.zoneledger.ingest.log.Outbox;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Problem.FieldError;
import dev.zoneledger.rest.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One import under way: entries are read, checked and sent one after the other; what is held in memory is the present one,
 * what is on its way to the log, the first faults and something of each content, to find duplicates.
 */
final class ImportRun {

    private final IngestLimits limits;
    private final EntrySource source;
    private final Admission admission;
    private final @Nullable RetryKey key;
    private final Outbox outbox;
    private final @Nullable RejectedFile rejectedFile;
    private final @Nullable Integer maxEntries;
    private final Faults faults;
    private final Duplicates duplicates;
    private final long[] accepted = new long[Kind.values().length];
    private final long[] rejectedKinds = new long[Kind.values().length];
    private final long[] rejections = new long[Rejection.values().length];
    private long rows;
    private long sent;
    private long rejected;
    private long forbidden;
    private @Nullable String forbiddenZone;
    private @Nullable Problem stopped;

    /**
     * @param maxEntries of an atomic import; null for another
     * @param rejectedFile gets the entries that are rejected
     */
    ImportRun(
            IngestLimits limits,
            EntrySource source,
            Admission admission,
            @Nullable RetryKey key,
            @Nullable Integer maxEntries,
            Outbox outbox,
            @Nullable RejectedFile rejectedFile) {
        this.limits = limits;
        this.source = source;
        this.admission = admission;
        this.key = key;
        this.outbox = outbox;
        this.rejectedFile = rejectedFile;
        this.maxEntries = maxEntries;
        this.faults = new Faults(limits.errorsOfImport());
        this.duplicates = new Duplicates(limits.duplicates());
        if (rejectedFile != null) {
            faults.keepRows();
        }
    }

    /**
     * Reads until the end, or until going on makes no sense; see {@link #stopped}.
     *
     * @param onEntry is told after each entry
     */
    void readAll(Consumer<ImportRun> onEntry) {
        try {
            while (!outbox.hasFailed() && source.next()) {
                if (++rows > limits.rows()) {
                    throw tooMany("The file has more than " + limits.rows() + " rows (zone.ingest.limits.rows)");
                }
                read();
                onEntry.accept(this);
            }
        } catch (ProblemException e) {
            stopped = e.problem();
        } catch (IOException e) {
            stopped = Problem.of(
                    400, "body-broken-off", "The body broke off", "The body broke off after row " + source.row());
        }
    }

    private void read() throws IOException {
        faults.inRow(source.row());
        Entry entry = source.read(faults);
        Admitted admitted = entry.event() == null ? null : admission.admit(entry, names(), "", faults);
        if (admitted == null) {
            rejected++;
            rejections[admission.rejection(entry).ordinal()]++;
            if (entry.event() != null && !admission.mayWriteTo(entry.event().zone())) {
                forbidden++;
                forbiddenZone = entry.event().zone();
            }
            if (entry.kind() != null) {
                rejectedKinds[entry.kind().ordinal()]++;
            }
            if (rejectedFile != null) {
                rejectedFile.add(faults.ofRow());
            }
            return;
        }
        duplicates.look(admitted.encoded().content());
        outbox.send(admitted.encoded());
        sent++;
        accepted[admitted.kind().ordinal()]++;
        checkSize();
    }

    private void checkSize() {
        if (maxEntries != null && sent > maxEntries) {
            throw tooMany(
                    "An atomic import has at most " + maxEntries + " entries (zone.ingest.limits.atomic-entries)");
        }
        long limit = limits.atomicSpool().asLongValue();
        if (outbox instanceof AtomicFlight atomic && atomic.size() > limit) {
            throw tooMany("An atomic import takes at most " + limit + " bytes (zone.ingest.limits.atomic-spool)");
        }
    }

    private Names names() {
        return key == null ? Names.OF_CONTENT : key.names(rows - 1);
    }

    private static ProblemException tooMany(String what) {
        return Problem.of(413, "too-large", "The request is too large", what).asException();
    }

    /** Why the file was not read to its end; null if it was, or if the log stopped taking records. */
    @Nullable
    Problem stopped() {
        return stopped;
    }

    long sent() {
        return sent;
    }

    long rejected() {
        return rejected;
    }

    void count(EntryCounts counts, boolean published) {
        for (Kind kind : Kind.values()) {
            if (published) {
                counts.accepted(kind, accepted[kind.ordinal()]);
            }
            counts.rejected(kind, rejectedKinds[kind.ordinal()]);
        }
        counts.rejected((Kind) null, rejected - Arrays.stream(rejectedKinds).sum());
        for (Rejection reason : Rejection.values()) {
            counts.rejected(reason, rejections[reason.ordinal()]);
        }
    }

    ImportReport report(long published, @Nullable String position) {
        return new ImportReport(
                published,
                rejected,
                duplicates.found(),
                duplicates.isFull() ? (long) limits.duplicates() : null,
                source.unknownColumns(),
                position,
                faults.told());
    }

    Progress progress(long bytes, long nanos) {
        return new Progress(rows, sent, rejected, bytes, nanos <= 0 ? 0 : Math.round(rows * 1e9 / nanos));
    }

    /**
     * All faults, and the columns that nobody knows; that there is nothing in the file; or 403 if it was all for zones that the
     * token does not hold.
     */
    Problem nothingAccepted(String why) {
        if (forbiddenZone != null && forbidden == rejected) {
            return Rights.refusal(forbiddenZone).problem();
        }
        if (rows == 0) {
            faults.add(() -> FieldError.at("", "the file is empty", null));
        }
        List<FieldError> errors = new ArrayList<>(source.faultsOfColumns());
        errors.addAll(faults.told());
        return Problem.invalidInput(rows == 0 ? "There is nothing to import" : why, errors);
    }
}
