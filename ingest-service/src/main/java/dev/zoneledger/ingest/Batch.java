package dev.zoneledger.ingest;

import dev.zoneledger.ingest.Admission.Admitted;
import dev.zoneledger.ingest.Admission.Names;
import dev.zoneledger.ingest.Writer.Rights;
import dev.zoneledger.ingest.entry.Entry;
import dev.zoneledger.ingest.entry.Faults;
import dev.zoneledger.ingest.entry.IngestLimits;
import dev.zoneledger.ingest.entry.Kind;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Problem.FieldError;
import dev.zoneledger.rest.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of one request that is published as a whole or, if one of them has a fault, not at all. */
final class Batch {

    private final IngestLimits limits;
    private final Rights rights;
    private final Admission admission;
    private final Faults faults;
    private final List<Admitted> admitted = new ArrayList<>();
    private final List<@Nullable Kind> kinds = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();

    Batch(IngestLimits limits, Rights rights, Admission admission) {
        this.limits = limits;
        this.rights = rights;
        this.admission = admission;
        this.faults = new Faults(limits.errorsOfPost());
    }

    Faults faults() {
        return faults;
    }

    List<Admitted> admitted() {
        return admitted;
    }

    /** Of every entry, also of those with faults; null where it is not known. */
    List<@Nullable Kind> kinds() {
        return kinds;
    }

    /** Of the entries that have faults. */
    List<Rejection> rejections() {
        return rejections;
    }

    /** The index of the next entry. */
    int size() {
        return kinds.size();
    }

    void add(Entry entry, Names names, String pointer) {
        if (kinds.size() == limits.entries()) {
            throw tooLarge("The array has more than " + limits.entries() + " entries (zone.ingest.limits.entries)");
        }
        kinds.add(entry.kind());
        if (entry.event() == null) {
            rejections.add(admission.rejection(entry));
            return;
        }
        if (!rights.mayWriteTo(entry.event().zone())) {
            throw Rights.refusal(entry.event().zone());
        }
        Admitted each = admission.admit(entry, names, pointer, faults);
        if (each == null) {
            rejections.add(admission.rejection(entry));
        } else {
            admitted.add(each);
        }
    }

    /** All faults, if there are any. */
    Problem problem() {
        long untold = faults.count() - faults.told().size();
        return Problem.invalidInput(
                "Nothing was published" + (untold > 0 ? "; " + untold + " more errors are not shown" : ""),
                faults.told());
    }

    boolean hasFaults() {
        if (faults.count() == 0 && kinds.isEmpty()) {
            faults.add(() -> FieldError.at("", "the array is empty", null));
        }
        return faults.count() > 0;
    }

    static ProblemException tooLarge(String what) {
        return Problem.of(
                        413,
                        "too-large",
                        "The request is too large",
                        what + "; POST /v1/imports takes any number of lines")
                .asException();
    }
}
