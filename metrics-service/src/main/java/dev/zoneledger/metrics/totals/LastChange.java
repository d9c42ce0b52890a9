package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Period;
import dev.zoneledger.contract.Position;
import dev.zoneledger.contract.Status;
import dev.zoneledger.metrics.ledger.CalendarPeriod;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.Change;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a record of the log made of a total. */
@Schema(name = "LastChange")
public record LastChange(
        @Schema(description = "Of the record, partition@offset")
        String position,

        @Schema(description = "When the log took it") Instant recordedAt,

        @Schema(
                description = "reported, corrected, reranked, superseded, retracted (of a claim); "
                        + "organisation-registered, project-registered, organisation-merged, project-merged",
                implementation = String.class)
        Change.Cause cause,

        @Schema(description = "Id of the claim; left out where the record is not about one") @Nullable
        String claim,

        @Schema(description = "Id of the organisation or project that it is about; left out of a claim") @Nullable
        String subject,

        Measure measure,
        Basis basis,

        @Nullable String status,
        @Nullable String period,

        @Nullable String unit,

        @Schema(description = "The total as of the date asked for, without this record and all later ones")
        Figures before,

        @Schema(description = "The same with this record") Figures after) {

    private static final int MOST = 10;

    /**
     * The last changes of the totals asked for, the newest first; null if no product is asked for, or not all of its
     * claims. There are fewer where older ones are not kept of one of the products that are added.
     */
    static @Nullable List<LastChange> of(
            LedgerStores stores, String zone, Collection<Measure> measures, Slice slice, Pedigree.AsOf wanted) {
        return of(
                stores,
                zone,
                measures,
                slice,
                wanted,
                slot -> wanted.slot() == null || wanted.slot().equals(slot));
    }

    /** Of a year, quarter or month that is put together: those of the periods in it, as they were stated, each by itself. */
    static @Nullable List<LastChange> within(
            CalendarPeriod period,
            LedgerStores stores,
            String zone,
            Collection<Measure> measures,
            Slice slice,
            Pedigree.AsOf wanted) {
        return of(
                stores,
                zone,
                measures,
                slice,
                wanted,
                slot -> CalendarPeriod.of(Period.of(slot))
                        .filter(period::contains)
                        .isPresent());
    }

    /** Of an outlook: those of the actual totals and of the planned ones, which it goes by. */
    public static @Nullable List<LastChange> ofOutlook(
            LedgerStores stores,
            String zone,
            String product,
            @Nullable Status status,
            @Nullable String unit,
            LocalDate asOf) {
        return of(
                stores,
                zone,
                List.of(Measure.CAPACITY),
                Slice.ofProduct(product),
                new Pedigree.AsOf(
                        Scope.REGISTERED,
                        List.of(Basis.ACTUAL, Basis.PLANNED),
                        status == null ? null : status.code(),
                        unit,
                        asOf));
    }

    private static @Nullable List<LastChange> of(
            LedgerStores stores,
            String zone,
            Collection<Measure> measures,
            Slice slice,
            Pedigree.AsOf wanted,
            Predicate<String> isWanted) {
        if (slice.product() == null || slice.organisation() != null || slice.stage() != null) {
            return null;
        }
        Collection<String> products =
                wanted.scope() == Scope.DECLARED ? List.of(slice.product()) : RollUp.withDescendants(slice.product());
        List<LastChange> found = new ArrayList<>();
        for (Measure measure : measures) {
            for (Basis basis : wanted.bases()) {
                found.addAll(of(stores, zone, wanted, isWanted, products, measure, basis));
            }
        }
        found.sort(Comparator.comparingLong(LastChange::offset).reversed());
        return found.stream().limit(MOST).toList();
    }

    private static List<LastChange> of(
            LedgerStores stores,
            String zone,
            Pedigree.AsOf wanted,
            Predicate<String> isWanted,
            Collection<String> products,
            Measure measure,
            Basis basis) {
        Map<Line, Total> now = new HashMap<>();
        NavigableMap<Long, List<Change>> records = new TreeMap<>(Comparator.reverseOrder());
        long known = 0;
        for (String product : products) {
            stores.totals(zone, wanted.scope(), measure, basis, product, wanted.date())
                    .forEach(row ->
                            now.merge(new Line(row.series().slot(), row.series().unit()), row.total(), Total::plus));
            List<Change> last = stores.changes(zone, wanted.scope(), measure, basis, product);
            last.forEach(change -> records.computeIfAbsent(change.offset(), offset -> new ArrayList<>())
                    .add(change));
            if (last.size() >= Change.KEPT) {
                // What was before is not known of this product, and so of none.
                known = Math.max(known, last.getLast().offset());
            }
        }
        List<LastChange> found = new ArrayList<>();
        for (List<Change> record : records.headMap(known, true).values()) {
            deltas(record, wanted, isWanted).forEach((line, delta) -> {
                Total after = now.getOrDefault(line, Total.ZERO);
                Total before = after.minus(delta);
                now.put(line, before);
                found.add(of(record.getFirst(), measure, basis, line, before, after));
            });
        }
        return found;
    }

    /** What a record changed as of the date, of all products together. */
    private static Map<Line, Total> deltas(List<Change> record, Pedigree.AsOf wanted, Predicate<String> isWanted) {
        Map<Line, Total> deltas = new LinkedHashMap<>();
        for (Change change : record) {
            change.asOf(wanted.date()).forEach((key, delta) -> {
                Line line = new Line(key.moment().slot(), key.unit());
                if (isWanted.test(line.slot)
                        && (wanted.unit() == null || wanted.unit().equals(line.unit))) {
                    deltas.merge(line, delta, Total::plus);
                }
            });
        }
        deltas.values().removeIf(Total::isZero);
        return deltas;
    }

    private static LastChange of(Change record, Measure measure, Basis basis, Line line, Total before, Total after) {
        boolean isOfClaim = record.cause().isOfClaim();
        return new LastChange(
                record.position().toString(),
                record.recordedAt(),
                record.cause(),
                isOfClaim ? record.record() : null,
                isOfClaim ? null : record.record(),
                measure,
                basis,
                measure.isFlow() ? null : line.slot,
                measure.isFlow() ? line.slot : null,
                line.unit.isEmpty() ? null : line.unit,
                Figures.of(before, 0),
                Figures.of(after, 0));
    }

    /** All records of a zone are in one partition. */
    private long offset() {
        return Position.parse(position).offsets().sequencedValues().getFirst();
    }

    /** A total of the measure, basis and products. */
    private record Line(String slot, String unit) {}
}
