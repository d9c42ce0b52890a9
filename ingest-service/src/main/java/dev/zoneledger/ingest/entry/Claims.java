package dev.zoneledger.ingest.entry;

import static dev.zoneledger.ingest.entry.Parts.there;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.Period;
import dev.zoneledger.contract.ProductTree.Product;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Reading;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.Source;
import dev.zoneledger.contract.Speaker;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.Supersession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Claims and what is decided on them. Each method answers null where it has put down a fault. */
final class Claims {

    static final Set<String> CLAIM = Fields.namesOf(Claim.class);
    static final Set<String> RERANKING = Fields.namesOf(Reranking.class);
    static final Set<String> SUPERSESSION = Fields.namesOf(Supersession.class);
    static final Set<String> RETRACTION = Fields.namesOf(Retraction.class);
    static final Codes<Status> STATUSES = new Codes<>(Status.class, Status::code);

    static final Codes<Measure> MEASURES = new Codes<>(Measure.class, Measure::code);
    static final Codes<Basis> BASES = new Codes<>(Basis.class, Basis::code);
    private static final Set<String> READING = Fields.namesOf(Reading.class);

    private Claims() {}

    static @Nullable Claim claim(Fields fields) {
        long before = fields.faults().count();
        String zone = fields.id("zone");
        String id = fields.optionalId("id");
        int revision = fields.revision();
        Subject subject = Parts.subject(fields, zone);
        Measure measure = fields.code("measure", MEASURES);
        Product product = Parts.product(fields, "product", measure == Measure.CAPACITY || measure == Measure.OUTPUT);
        String counted = fields.optionalId("counted");
        Quantity quantity = Quantities.read(fields, measure, product);
        Status status = fields.optionalCode("status", STATUSES);
        Basis basis = fields.codeOr("basis", BASES, Basis.ACTUAL);
        PartialDate effectiveFrom = Parts.date(fields, "effectiveFrom");
        Period period = Parts.period(fields);
        if (measure != null) {
            checkFieldsOf(measure, basis, fields);
        }
        ClaimRank rank = fields.codeOr("rank", Parts.RANKS, ClaimRank.NORMAL);
        String reason = Parts.reason(fields, rank);
        List<Reading> readings = readings(fields, product);
        Speaker statedBy = Parts.statedBy(fields);
        if (!fields.has("source")) {
            fields.fault("source", "is missing; a claim names its source, at least its uri");
        }
        Source source = Parts.source(fields);
        List<String> inferred = fields.texts("inferred");
        String note = fields.optionalText("note");
        if (fields.faults().count() > before) {
            return null;
        }
        return new Claim(
                there(zone),
                id == null ? Entry.UNNAMED : id,
                revision,
                there(subject),
                there(measure),
                Parts.code(product),
                counted,
                there(quantity),
                status,
                basis,
                effectiveFrom,
                period,
                rank,
                reason,
                readings,
                statedBy,
                there(source),
                inferred,
                note);
    }

    /** Which fields there must be, and which there must not be, follows from the measure. */
    private static void checkFieldsOf(Measure measure, Basis basis, Fields fields) {
        boolean capacity = measure == Measure.CAPACITY;
        expect(fields, "status", capacity, measure);
        expect(fields, "effectiveFrom", !measure.isFlow(), measure);
        expect(fields, "period", measure.isFlow(), measure);
        expect(fields, "counted", measure == Measure.COUNT, measure);
        if (capacity && basis != Basis.ACTUAL && basis != Basis.PLANNED) {
            fields.fault("basis", "the basis of a capacity is actual or planned");
        }
    }

    private static void expect(Fields fields, String name, boolean needed, Measure measure) {
        if (needed && !fields.has(name)) {
            fields.fault(name, "is missing; a claim on " + measure + " needs it");
        } else if (!needed && fields.has(name)) {
            fields.fault(name, "a claim on " + measure + " has none");
        }
    }

    private static List<Reading> readings(Fields entry, @Nullable Product product) {
        List<Reading> readings = new ArrayList<>();
        for (Fields fields : entry.objects("readings", READING)) {
            Measure measure = fields.code("measure", MEASURES);
            // Of another product perhaps, so its unit is held against the measure alone.
            Quantity quantity = Quantities.read(fields, measure, null);
            String note = fields.optionalText("note");
            if (measure != null && quantity != null) {
                readings.add(new Reading(measure, quantity, note));
            }
        }
        return readings;
    }

    static @Nullable Reranking reranking(Fields fields) {
        long before = fields.faults().count();
        String zone = fields.id("zone");
        String id = fields.id("id");
        int revision = markRevision(fields);
        ClaimRank rank = fields.code("rank", Parts.RANKS);
        String reason = fields.text("reason");
        String decidedBy = fields.optionalText("decidedBy");
        return fields.faults().count() > before
                ? null
                : new Reranking(there(zone), there(id), revision, there(rank), there(reason), decidedBy);
    }

    static @Nullable Supersession supersession(Fields fields) {
        long before = fields.faults().count();
        String zone = fields.id("zone");
        String id = fields.id("id");
        int revision = markRevision(fields);
        String supersededBy = fields.id("supersededBy");
        if (supersededBy != null && supersededBy.equals(id)) {
            fields.fault("supersededBy", "a claim cannot supersede itself");
        }
        String reason = fields.text("reason");
        String decidedBy = fields.optionalText("decidedBy");
        return fields.faults().count() > before
                ? null
                : new Supersession(there(zone), there(id), revision, there(supersededBy), there(reason), decidedBy);
    }

    static @Nullable Retraction retraction(Fields fields) {
        long before = fields.faults().count();
        String zone = fields.id("zone");
        String id = fields.id("id");
        int revision = markRevision(fields);
        String reason = fields.text("reason");
        String decidedBy = fields.optionalText("decidedBy");
        return fields.faults().count() > before
                ? null
                : new Retraction(there(zone), there(id), revision, there(reason), decidedBy);
    }

    /** A claim has a revision of at least 1, and a mark stands only over a lower one. */
    private static int markRevision(Fields fields) {
        if (!fields.has("revision")) {
            fields.fault("revision", "is missing; it must be higher than the revision of the claim that it is about");
        }
        Integer revision = fields.optionalWhole("revision", 2);
        return revision == null ? 2 : revision;
    }
}
