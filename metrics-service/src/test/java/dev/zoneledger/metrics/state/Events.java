package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Absence;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.OrganisationMerge;
import dev.zoneledger.contract.OrganisationRole;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.Period;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.ProjectMerge;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Source;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.Unit;
import dev.zoneledger.contract.Zone;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events as tests write them, in one zone. */
public record Events(String zone) {

    public Zone zoneRegistered() {
        return new Zone(zone, 1, "A zone", null, List.of(), null, null, List.of(), null);
    }

    public Organisation organisation(String id) {
        return organisation(id, 1, false);
    }

    public Organisation organisation(String id, int revision, boolean outsideZone) {
        return new Organisation(
                zone,
                id,
                revision,
                id,
                null,
                null,
                null,
                OrganisationRole.values()[0],
                outsideZone,
                List.of(),
                null,
                null,
                List.of(),
                null);
    }

    /** A project of that organisation with these phases, each {@code phase} or {@code phase/line/line}. */
    public Project project(String id, @Nullable String organisation, String... phases) {
        return project(id, 1, organisation, phases);
    }

    public Project project(String id, int revision, @Nullable String organisation, String... phases) {
        return new Project(
                zone,
                id,
                revision,
                id,
                null,
                organisation,
                List.of(),
                Arrays.stream(phases).map(Events::phase).toList(),
                null,
                null,
                List.of(),
                null);
    }

    private static Project.Phase phase(String text) {
        List<String> parts = List.of(text.split("/"));
        return new Project.Phase(
                parts.getFirst(),
                parts.getFirst(),
                null,
                null,
                parts.stream()
                        .skip(1)
                        .map(line -> new Project.Line(line, line, null))
                        .toList());
    }

    public OrganisationMerge organisationMerged(String id, int revision, @Nullable String into) {
        return new OrganisationMerge(zone, id, revision, into, "one and the same", null, null, List.of(), null);
    }

    public ProjectMerge projectMerged(String id, int revision, @Nullable String into) {
        return new ProjectMerge(zone, id, revision, into, "one and the same", null, null, List.of(), null);
    }

    /** An operating capacity of sintered magnets, exact, since 2020-01-01. */
    public ClaimDraft capacity(String id, Subject subject, String value) {
        return new ClaimDraft(this, id, subject, Measure.CAPACITY)
                .product("ndfeb-sintered")
                .figure(value, "t/a")
                .status(Status.OPERATING)
                .from("2020-01-01");
    }

    public ClaimDraft output(String id, Subject subject, String value, String period) {
        return new ClaimDraft(this, id, subject, Measure.OUTPUT)
                .product("ndfeb-sintered")
                .figure(value, "t")
                .period(period);
    }

    public ClaimDraft money(String id, Measure measure, Subject subject, String value, String unit, String period) {
        return new ClaimDraft(this, id, subject, measure).figure(value, unit).period(period);
    }

    /** A claim that is being written down. */
    public static final class ClaimDraft {

        private final Events events;
        private final String id;
        private final Subject subject;
        private final Measure measure;
        private int revision = 1;
        private @Nullable String product;
        private Quantity quantity = new Quantity.NoFigure(Absence.ABSENT);
        private @Nullable Status status;
        private Basis basis = Basis.ACTUAL;
        private @Nullable PartialDate from;
        private @Nullable Period period;
        private ClaimRank rank = ClaimRank.NORMAL;
        private @Nullable String reason;
        private @Nullable String publishedOn = "2020-10";

        ClaimDraft(Events events, String id, Subject subject, Measure measure) {
            this.events = events;
            this.id = id;
            this.subject = subject;
            this.measure = measure;
        }

        public ClaimDraft revision(int revision) {
            this.revision = revision;
            return this;
        }

        public ClaimDraft product(@Nullable String product) {
            this.product = product;
            return this;
        }

        public ClaimDraft figure(String value, String unit) {
            return figure(value, unit, Qualifier.EXACT);
        }

        public ClaimDraft figure(String value, String unit, Qualifier qualifier) {
            return quantity(new Quantity.Figure(new BigDecimal(value), Unit.of(unit), qualifier));
        }

        public ClaimDraft quantity(Quantity quantity) {
            this.quantity = quantity;
            return this;
        }

        public ClaimDraft status(Status status) {
            this.status = status;
            return this;
        }

        public ClaimDraft basis(Basis basis) {
            this.basis = basis;
            return this;
        }

        public ClaimDraft from(String date) {
            return from(PartialDate.of(date));
        }

        public ClaimDraft from(PartialDate from) {
            this.from = from;
            return this;
        }

        public ClaimDraft period(String period) {
            this.period = Period.of(period);
            return this;
        }

        public ClaimDraft rank(ClaimRank rank) {
            this.rank = rank;
            this.reason = "decided so";
            return this;
        }

        public ClaimDraft publishedOn(@Nullable String publishedOn) {
            this.publishedOn = publishedOn;
            return this;
        }

        public Claim claim() {
            return new Claim(
                    events.zone,
                    id,
                    revision,
                    subject,
                    measure,
                    product,
                    null,
                    quantity,
                    status,
                    basis,
                    from,
                    period,
                    rank,
                    reason,
                    List.of(),
                    null,
                    new Source("urn:test:" + id, null, publishedOn, null, false, null, null),
                    List.of(),
                    null);
        }
    }
}
