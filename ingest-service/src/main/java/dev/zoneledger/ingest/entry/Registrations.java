package dev.zoneledger.ingest.entry;

import static dev.zoneledger.ingest.entry.Parts.there;

import dev.zoneledger.contract.Alias;
import dev.zoneledger.contract.ChainStatement;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Milestone;
import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.OrganisationRole;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.Policy;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.ProductTree.Chain;
import dev.zoneledger.contract.ProductTree.Product;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Ranking;
import dev.zoneledger.contract.RegisterIds;
import dev.zoneledger.contract.Source;
import dev.zoneledger.contract.Speaker;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.Zone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What exists and what happened, without a figure. Each method answers null where it has put down a fault. */
final class Registrations {

    static final Set<String> ZONE = Fields.namesOf(Zone.class);
    static final Set<String> ORGANISATION = Fields.namesOf(Organisation.class);
    static final Set<String> PROJECT = Fields.namesOf(Project.class);
    static final Set<String> POLICY = Fields.namesOf(Policy.class);
    static final Set<String> MILESTONE = Fields.namesOf(Milestone.class);
    static final Set<String> RANKING = Fields.namesOf(Ranking.class);
    static final Set<String> CHAIN = Fields.namesOf(ChainStatement.class);

    private static final Set<String> PHASE = Fields.namesOf(Project.Phase.class);
    private static final Set<String> LINE = Fields.namesOf(Project.Line.class);
    private static final Codes<OrganisationRole> ROLES = new Codes<>(OrganisationRole.class, OrganisationRole::code);

    private Registrations() {}

    /** What records of all these kinds end with. */
    private record Ending(
            @Nullable Speaker statedBy,
            @Nullable Source source,
            List<String> inferred,
            @Nullable String note) {
        static Ending read(Fields fields) {
            return new Ending(
                    Parts.statedBy(fields),
                    Parts.source(fields),
                    fields.texts("inferred"),
                    fields.optionalText("note"));
        }
    }

    static @Nullable Zone zone(Fields fields) {
        long before = fields.faults().count();
        String id = fields.id("id");
        int revision = fields.revision();
        String name = fields.text("name");
        String localName = fields.optionalText("localName");
        List<Alias> aliases = Parts.aliases(fields);
        String country = fields.optionalText("country");
        Source source = Parts.source(fields);
        List<String> inferred = fields.texts("inferred");
        String note = fields.optionalText("note");
        return fields.faults().count() > before
                ? null
                : new Zone(there(id), revision, there(name), localName, aliases, country, source, inferred, note);
    }

    static @Nullable Organisation organisation(Fields fields) {
        long before = fields.faults().count();
        String zone = fields.id("zone");
        String id = fields.id("id");
        int revision = fields.revision();
        String name = fields.text("name");
        String localName = fields.optionalText("localName");
        String lei = registerId(fields, "lei", RegisterIds::faultOfLei);
        String uscc = registerId(fields, "uscc", RegisterIds::faultOfUscc);
        OrganisationRole role = fields.code("role", ROLES);
        boolean outsideZone = fields.flag("outsideZone");
        List<Alias> aliases = Parts.aliases(fields);
        Ending ending = Ending.read(fields);
        return fields.faults().count() > before
                ? null
                : new Organisation(
                        there(zone),
                        there(id),
                        revision,
                        there(name),
                        localName,
                        lei,
                        uscc,
                        there(role),
                        outsideZone,
                        aliases,
                        ending.statedBy,
                        ending.source,
                        ending.inferred,
                        ending.note);
    }

    private static @Nullable String registerId(Fields fields, String name, Function<String, Optional<String>> fault) {
        String id = fields.optionalText(name);
        if (id == null) {
            return null;
        }
        Optional<String> found = fault.apply(id);
        return found.isEmpty() ? id : fields.fault(name, found::get, () -> asRegisterId(id, fault));
    }

    /** What was meant, if blanks, hyphens and small letters are all that is wrong. */
    private static @Nullable String asRegisterId(String text, Function<String, Optional<String>> fault) {
        String id = text.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
        return fault.apply(id).isEmpty() ? id : null;
    }

    static @Nullable Project project(Fields fields) {
        long before = fields.faults().count();
        String zone = fields.id("zone");
        String id = fields.id("id");
        int revision = fields.revision();
        String name = fields.text("name");
        String localName = fields.optionalText("localName");
        String organisation = fields.optionalId("organisation");
        List<Alias> aliases = Parts.aliases(fields);
        List<Project.Phase> phases = phases(fields);
        Ending ending = Ending.read(fields);
        return fields.faults().count() > before
                ? null
                : new Project(
                        there(zone),
                        there(id),
                        revision,
                        there(name),
                        localName,
                        organisation,
                        aliases,
                        phases,
                        ending.statedBy,
                        ending.source,
                        ending.inferred,
                        ending.note);
    }

    private static List<Project.Phase> phases(Fields project) {
        List<Project.Phase> phases = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Fields fields : project.objects("phases", PHASE)) {
            String id = uniqueId(fields, ids, "phase of the project");
            String name = fields.text("name");
            Status status = fields.optionalCode("status", Claims.STATUSES);
            PartialDate statusSince = Parts.date(fields, "statusSince");
            List<Project.Line> lines = lines(fields);
            if (id != null && name != null) {
                phases.add(new Project.Phase(id, name, status, statusSince, lines));
            }
        }
        return phases;
    }

    private static List<Project.Line> lines(Fields phase) {
        List<Project.Line> lines = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Fields fields : phase.objects("lines", LINE)) {
            String id = uniqueId(fields, ids, "line of the phase");
            String name = fields.text("name");
            Product product = Parts.product(fields, "product", false);
            if (id != null && name != null) {
                lines.add(new Project.Line(id, name, Parts.code(product)));
            }
        }
        return lines;
    }

    private static @Nullable String uniqueId(Fields fields, Set<String> ids, String of) {
        String id = fields.id("id");
        return id == null || ids.add(id) ? id : fields.fault("id", "is the id of another " + of + " already");
    }

    static @Nullable Policy policy(Fields fields) {
        long before = fields.faults().count();
        String zone = fields.id("zone");
        String id = fields.id("id");
        int revision = fields.revision();
        String name = fields.text("name");
        String localName = fields.optionalText("localName");
        String issuer = fields.optionalId("issuer");
        PartialDate issuedOn = Parts.date(fields, "issuedOn");
        String target = fields.optionalText("target");
        Integer measuresStated = fields.optionalWhole("measuresStated", 0);
        List<String> measures = fields.texts("measures");
        if (measuresStated != null && measuresStated < measures.size()) {
            fields.fault("measuresStated", "is less than the " + measures.size() + " measures that are named");
        }
        Ending ending = Ending.read(fields);
        return fields.faults().count() > before
                ? null
                : new Policy(
                        there(zone),
                        there(id),
                        revision,
                        there(name),
                        localName,
                        issuer,
                        issuedOn,
                        target,
                        measuresStated,
                        measures,
                        ending.statedBy,
                        ending.source,
                        ending.inferred,
                        ending.note);
    }

    static @Nullable Milestone milestone(Fields fields) {
        long before = fields.faults().count();
        String zone = fields.id("zone");
        String id = fields.id("id");
        int revision = fields.revision();
        Subject subject = Parts.subject(fields, zone);
        String title = fields.text("title");
        PartialDate occurredOn = Parts.date(fields, "occurredOn");
        String relativeDate = fields.optionalText("relativeDate");
        Ending ending = Ending.read(fields);
        return fields.faults().count() > before
                ? null
                : new Milestone(
                        there(zone),
                        there(id),
                        revision,
                        there(subject),
                        there(title),
                        occurredOn,
                        relativeDate,
                        ending.statedBy,
                        ending.source,
                        ending.inferred,
                        ending.note);
    }

    static @Nullable Ranking ranking(Fields fields) {
        long before = fields.faults().count();
        String zone = fields.id("zone");
        String id = fields.id("id");
        int revision = fields.revision();
        Subject subject = Parts.subject(fields, zone);
        Integer position = fields.whole("position", 1);
        boolean only = fields.flag("only");
        String among = fields.text("among");
        String in = fields.text("in");
        Product product = Parts.product(fields, "product", false);
        PartialDate asOf = Parts.date(fields, "asOf");
        Ending ending = Ending.read(fields);
        return fields.faults().count() > before
                ? null
                : new Ranking(
                        there(zone),
                        there(id),
                        revision,
                        there(subject),
                        there(position),
                        only,
                        there(among),
                        there(in),
                        Parts.code(product),
                        asOf,
                        ending.statedBy,
                        ending.source,
                        ending.inferred,
                        ending.note);
    }

    static @Nullable ChainStatement chain(Fields fields) {
        long before = fields.faults().count();
        String zone = fields.id("zone");
        String id = fields.id("id");
        int revision = fields.revision();
        String chain = chainCode(fields);
        List<ChainStatement.Edge> edges = Parts.edges(fields);
        String leader = fields.optionalId("leader");
        ClaimRank rank = fields.codeOr("rank", Parts.RANKS, ClaimRank.NORMAL);
        String reason = Parts.reason(fields, rank);
        Ending ending = Ending.read(fields);
        return fields.faults().count() > before
                ? null
                : new ChainStatement(
                        there(zone),
                        there(id),
                        revision,
                        there(chain),
                        edges,
                        leader,
                        rank,
                        reason,
                        ending.statedBy,
                        ending.source,
                        ending.inferred,
                        ending.note);
    }

    private static @Nullable String chainCode(Fields fields) {
        String code = fields.text("chain");
        ProductTree tree = ProductTree.builtIn();
        if (code == null || tree.findChain(code).isPresent()) {
            return code;
        }
        List<String> codes = tree.chains().stream().map(Chain::code).toList();
        return fields.fault(
                "chain",
                () -> "there is no such chain; expected one of " + String.join(", ", codes),
                () -> Fields.nearest(code, codes));
    }
}
