package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.CapacityEvent;
import dev.zoneledger.contract.ChainStatement;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Merge;
import dev.zoneledger.contract.Milestone;
import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.OrganisationMerge;
import dev.zoneledger.contract.Policy;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.ProjectMerge;
import dev.zoneledger.contract.Ranking;
import dev.zoneledger.contract.Version;
import dev.zoneledger.contract.Zone;
import dev.zoneledger.metrics.ledger.Cell;
import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Evaluation;
import dev.zoneledger.metrics.ledger.Line;
import dev.zoneledger.metrics.ledger.Moment;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Presence;
import dev.zoneledger.metrics.ledger.Registration;
import dev.zoneledger.metrics.ledger.Statements;
import dev.zoneledger.metrics.ledger.Total;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes each record of the log into the stores. What a record changes is one cell or a few: their old amounts are taken
 * out of the totals and their new ones put in, so that totals never depend on the order of records or on duplicates.
 */
final class LedgerProcessor implements Processor<byte[], byte[], Void, Void> {

    /** What a cell amounted to before a change, and whose project it was, by canonical ids. */
    private record Before(Evaluation evaluation, @Nullable Owner organisation) {}

    private static final String PRESENT = "";

    private final EventCodec codec = new EventCodec();
    private final Gates gates;
    private final Undecodable undecodable;

    private @Nullable Context context;

    LedgerProcessor(Gates gates, Undecodable undecodable) {
        this.gates = gates;
        this.undecodable = undecodable;
    }

    @Override
    public void init(ProcessorContext<Void, Void> processorContext) {
        context =
                new Context(processorContext, gates.of(processorContext.taskId().partition()));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Context here = context;
        if (here == null) {
            throw new IllegalStateException("a processor is initialised before its first record");
        }
        RecordMetadata metadata = here.processor.recordMetadata().orElseThrow();
        here.gate.write(() -> {
            try {
                here.take(codec.decode(name -> header(record.headers(), name), record.key(), record.value()));
            } catch (EventCodec.UndecodableEvent e) {
                undecodable.passedOver(metadata.partition(), metadata.offset(), String.valueOf(e.getMessage()));
            }
            here.positions.put(metadata.partition(), metadata.offset());
        });
    }

    private static byte @Nullable [] header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : header.value();
    }

    /** The stores of the task, as they are written. */
    private static final class Context {

        private final ProcessorContext<Void, Void> processor;
        private final Gate gate;
        private final LedgerStores stores;
        private final KeyValueStore<String, ClaimState> claims;
        private final KeyValueStore<String, Registration> subjects;
        private final KeyValueStore<String, Merged> merges;
        private final KeyValueStore<String, Entry> series;
        private final KeyValueStore<String, String> cells;
        private final KeyValueStore<String, Presence> below;
        private final KeyValueStore<String, Total> totals;
        private final KeyValueStore<Integer, Long> positions;

        private Context(ProcessorContext<Void, Void> processor, Gate gate) {
            this.processor = processor;
            this.gate = gate;
            stores = new LedgerStores(new LedgerStores.Source() {
                @Override
                public <K, V> ReadOnlyKeyValueStore<K, V> store(String name) {
                    return processor.<KeyValueStore<K, V>>getStateStore(name);
                }
            });
            claims = processor.getStateStore(LedgerTopology.CLAIMS);
            subjects = processor.getStateStore(LedgerTopology.SUBJECTS);
            merges = processor.getStateStore(LedgerTopology.MERGES);
            series = processor.getStateStore(LedgerTopology.SERIES);
            cells = processor.getStateStore(LedgerTopology.CELLS);
            below = processor.getStateStore(LedgerTopology.BELOW);
            totals = processor.getStateStore(LedgerTopology.TOTALS);
            positions = processor.getStateStore(LedgerTopology.POSITIONS);
        }

        private void take(EventCodec.Decoded decoded) {
            Version version = decoded.version();
            switch (decoded.event()) {
                case CapacityEvent event -> takeClaim(event, version);
                case Organisation event ->
                    takeOrganisation(event.zone(), Owner.organisation(event.id()), Registration.of(event, version));
                case Project event ->
                    takeProject(event.zone(), Owner.project(event.id()), Registration.of(event, version));
                case Zone event -> takeZone(event, version);
                case OrganisationMerge event -> takeMerge(event, Owner.organisation(event.id()), version);
                case ProjectMerge event -> takeMerge(event, Owner.project(event.id()), version);
                case Policy event -> {}
                case Milestone event -> {}
                case Ranking event -> {}
                case ChainStatement event -> {}
            }
        }

        private void takeClaim(CapacityEvent event, Version version) {
            String key = Keys.of(event.zone(), event.id());
            ClaimState known = claims.get(key);
            ClaimState state = ClaimState.of(event, version);
            ClaimState merged = known == null ? state : known.merge(state);
            if (merged.equals(known)) {
                return;
            }
            claims.put(key, merged);
            Cell from = known == null ? null : filed(known.claim());
            Cell to = filed(merged.claim());
            if (from != null && !from.equals(to)) {
                change(from, event.id(), null);
            }
            if (to != null) {
                change(to, event.id(), Entry.of(merged, to.owner()));
            }
        }

        /** Where the claim counts. Counts of things are kept, but there is no total of them. */
        private @Nullable Cell filed(@Nullable Claim claim) {
            if (claim == null || claim.measure().family() == Measure.Family.COUNT) {
                return null;
            }
            Cell stated = Cell.of(claim);
            return stated.of(stores.canonical(stated.zone(), stated.owner()));
        }

        /** Puts a claim into its cell, in place of what was there of it, or takes it out. */
        private void change(Cell cell, String claim, @Nullable Entry entry) {
            Map<String, Entry> entries = stores.entries(cell);
            Before before = before(cell, entries);
            boolean wasEmpty = entries.isEmpty();
            String key = Keys.series(cell) + claim;
            if (entry == null) {
                entries.remove(claim);
                series.delete(key);
            } else if (entry.equals(entries.put(claim, entry))) {
                return;
            } else {
                series.put(key, entry);
            }
            if (entries.isEmpty()) {
                cells.delete(Keys.cell(cell));
            } else if (wasEmpty) {
                cells.put(Keys.cell(cell), PRESENT);
            }
            replace(cell, before, before(cell, entries));
        }

        private void takeZone(Zone zone, Version version) {
            Owner owner = new Owner(Owner.Kind.ZONE, zone.id());
            if (isNew(stores.registration(zone.id(), owner), version)) {
                subjects.put(Keys.subject(zone.id(), owner), new Registration(version, null, false, Set.of("")));
            }
        }

        private void takeProject(String zone, Owner project, Registration registration) {
            Registration known = stores.registration(zone, project);
            if (!isNew(known, registration.version())) {
                return;
            }
            if (known != null && known.saysTheSameAs(registration)) {
                subjects.put(Keys.subject(zone, project), registration);
                return;
            }
            // One that is merged away still says which places its claims may name.
            Map<Cell, Before> before = before(zone, List.of(stores.canonical(zone, project)));
            subjects.put(Keys.subject(zone, project), registration);
            if (known != null && known.organisation() != null) {
                subjects.delete(Keys.member(zone, known.organisation(), project.id()));
            }
            if (registration.organisation() != null) {
                subjects.put(Keys.member(zone, registration.organisation(), project.id()), registration);
            }
            replace(before);
        }

        private void takeOrganisation(String zone, Owner organisation, Registration registration) {
            Registration known = stores.registration(zone, organisation);
            if (!isNew(known, registration.version())) {
                return;
            }
            boolean wasOutside = known != null && known.outsideZone();
            Map<Cell, Before> before = before(zone, List.of(organisation));
            // Seldom: an organisation turns out to be no part of the zone after all, and neither are its projects.
            Map<Cell, Before> beforeOfProjects = wasOutside == registration.outsideZone()
                    ? Map.of()
                    : before(zone, stores.projectsOf(zone, organisation));
            subjects.put(Keys.subject(zone, organisation), registration);
            // Its own cells first: what its projects state has not changed yet.
            replace(before);
            replace(beforeOfProjects);
        }

        private void takeMerge(Merge merge, Owner record, Version version) {
            String zone = merge.zone();
            Merged known = stores.merged(zone, record);
            if (known != null && known.version().compareTo(version) >= 0) {
                return;
            }
            // What leads to the record does so before and after; only where it leads on changes.
            Set<Owner> leading = stores.leadingTo(zone, record);
            Set<Owner> canonical = leading.stream()
                    .map(each -> stores.canonical(zone, each))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            Map<Cell, Before> beforeOfProjects = record.kind() == Owner.Kind.ORGANISATION
                    ? before(zone, stores.projectsNaming(zone, leading))
                    : Map.of();
            put(zone, record, known, new Merged(version, merge.into()));
            // Whose project it is has changed, but not yet what the organisations themselves state.
            replace(beforeOfProjects);
            refile(zone, canonical);
        }

        private void put(String zone, Owner record, @Nullable Merged known, Merged merged) {
            if (known != null && known.into() != null) {
                merges.delete(Keys.mergedInto(zone, new Owner(record.kind(), known.into())) + record.id());
            }
            merges.put(Keys.merge(zone, record), merged);
            if (merged.into() != null) {
                merges.put(Keys.mergedInto(zone, new Owner(record.kind(), merged.into())) + record.id(), merged);
            }
        }

        /** Moves what is filed under these owners and counts for others by now. */
        private void refile(String zone, Set<Owner> owners) {
            Map<Cell, Before> before = new LinkedHashMap<>();
            for (Owner owner : owners) {
                for (Cell from : stores.cells(zone, owner)) {
                    Map<String, Entry> entries = stores.entries(from);
                    entries.values().forEach(entry -> {
                        Cell to = from.of(stores.canonical(zone, entry.statedOwner(owner)));
                        if (!to.equals(from)) {
                            before.computeIfAbsent(from, cell -> before(cell, entries));
                            before.computeIfAbsent(to, cell -> before(cell, stores.entries(cell)));
                            series.delete(Keys.series(from) + entry.claim());
                            series.put(Keys.series(to) + entry.claim(), entry.moved(owner, to.owner()));
                        }
                    });
                }
            }
            before.keySet().forEach(cell -> {
                boolean isEmpty = stores.entries(cell).isEmpty();
                cells.put(Keys.cell(cell), isEmpty ? null : PRESENT);
            });
            replace(before);
        }

        private static boolean isNew(@Nullable Registration known, Version version) {
            return known == null || known.version().compareTo(version) < 0;
        }

        private Map<Cell, Before> before(String zone, List<Owner> owners) {
            Map<Cell, Before> before = new LinkedHashMap<>();
            for (Owner owner : owners) {
                stores.cells(zone, owner).forEach(cell -> before.put(cell, before(cell, stores.entries(cell))));
            }
            return before;
        }

        private Before before(Cell cell, Map<String, Entry> entries) {
            Owner organisation = switch (cell.owner().kind()) {
                case PROJECT -> stores.organisationOf(cell.zone(), stores.registration(cell.zone(), cell.owner()));
                case ORGANISATION, ZONE -> null;
            };
            return new Before(stores.evaluate(cell, entries.values()), organisation);
        }

        private void replace(Map<Cell, Before> cellsBefore) {
            cellsBefore.forEach((cell, before) -> replace(cell, before, before(cell, stores.entries(cell))));
        }

        private void replace(Cell cell, Before before, Before after) {
            replaceAmounts(cell, before.evaluation, after.evaluation);
            if (before.organisation != null) {
                restate(cell.of(before.organisation), before, after);
            }
            if (after.organisation != null && !after.organisation.equals(before.organisation)) {
                restate(cell.of(after.organisation), before, after);
            }
        }

        private void replaceAmounts(Cell cell, Evaluation before, Evaluation after) {
            Map<Line, Total> changes = new LinkedHashMap<>(after.amounts());
            before.amounts().forEach((line, amount) -> changes.merge(line, amount.negated(), Total::plus));
            changes.forEach((line, change) -> {
                if (!change.isZero()) {
                    String key = Keys.total(cell, line);
                    Total known = totals.get(key);
                    Total sum = known == null ? change : known.plus(change);
                    totals.put(key, sum.isZero() ? null : sum);
                }
            });
        }

        /** What a project states has changed, or whose project it is: claims of the organisation may have to give way. */
        private void restate(Cell organisation, Before before, Before after) {
            Statements changes = new Statements();
            if (organisation.owner().equals(after.organisation)) {
                after.evaluation.statements().changes().forEach(changes::add);
            }
            if (organisation.owner().equals(before.organisation)) {
                before.evaluation
                        .statements()
                        .changes()
                        .forEach((moment, presence) -> changes.add(moment, Presence.NONE.minus(presence)));
            }
            if (changes.changes().isEmpty()) {
                return;
            }
            // An organisation with very many projects has, as a rule, no claim of its own in the same cell: then
            // nothing is evaluated.
            Map<String, Entry> entries = stores.entries(organisation);
            Evaluation earlier = entries.isEmpty() ? null : stores.evaluate(organisation, entries.values());
            changes.changes().forEach((moment, change) -> add(organisation, moment, change));
            if (earlier != null) {
                replaceAmounts(organisation, earlier, stores.evaluate(organisation, entries.values()));
            }
        }

        private void add(Cell organisation, Moment moment, Presence change) {
            String key = Keys.below(organisation, moment);
            Presence known = below.get(key);
            Presence sum = known == null ? change : known.plus(change);
            below.put(key, sum.isNone() ? null : sum);
        }
    }
}
