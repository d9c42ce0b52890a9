package dev.zoneledger.metrics.outlook;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Status;
import dev.zoneledger.metrics.ledger.Owner;
import dev.zoneledger.metrics.ledger.Reason;
import dev.zoneledger.metrics.ledger.Stretch;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Supposition;
import dev.zoneledger.metrics.state.Timeline;
import dev.zoneledger.metrics.state.TotalRow;
import dev.zoneledger.metrics.totals.Answers;
import dev.zoneledger.metrics.totals.Asking;
import dev.zoneledger.metrics.totals.ClaimView;
import dev.zoneledger.metrics.totals.ClaimsAnswer;
import dev.zoneledger.metrics.totals.Figures;
import dev.zoneledger.metrics.totals.LastChange;
import dev.zoneledger.metrics.totals.ManyZones;
import dev.zoneledger.metrics.totals.Parameters;
import dev.zoneledger.metrics.totals.Pedigree;
import dev.zoneledger.metrics.totals.Question;
import dev.zoneledger.metrics.totals.RollUp;
import dev.zoneledger.metrics.totals.Row;
import dev.zoneledger.metrics.totals.ZonesAsking;
import dev.zoneledger.rest.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What a zone can be expected to make as of a date, if what is planned comes about. */
@Path("/v1")
@Tag(name = "Outlook")
class OutlookResource {

    private static final String AS_OF = "Day, past or to come, ISO 8601; today in UTC if not given";
    private static final String PRODUCT = "Only this product of the product tree and those below it";
    private static final String STATUS = "Only this status";

    private final Answers answers;
    private final ManyZones zones;

    OutlookResource(Answers answers, ManyZones zones) {
        this.answers = answers;
        this.zones = zones;
    }

    /** Which capacities are asked about, as requests say it. */
    record OutlookParameters(
            @RestQuery @Parameter(description = AS_OF) @Nullable
            String asOf,

            @RestQuery @Parameter(description = PRODUCT) @Nullable
            String product,

            @RestQuery @Parameter(description = STATUS) @Nullable
            String status) {

        private OutlookQuestion question(@Nullable String unit) {
            LocalDate date = Parameters.asOf(asOf);
            return new OutlookQuestion(
                    date,
                    asOf == null ? date : null,
                    Parameters.product(product),
                    Parameters.status(status),
                    Parameters.unit(unit));
        }
    }

    /** The totals of a date. */
    record OutlookAnswer(
            @Nullable String zone,
            Measure measure,
            LocalDate asOf,
            @Nullable String position,
            List<Row> totals) {}

    private record OutlookQuestion(
            LocalDate asOf,
            @Nullable LocalDate today,
            @Nullable String product,
            @Nullable Status status,
            @Nullable String unit)
            implements Question<List<TotalRow>, OutlookAnswer> {

        @Override
        public TypeReference<List<TotalRow>> type() {
            return new TypeReference<>() {};
        }

        @Override
        public List<TotalRow> ask(LedgerStores stores, String zone) {
            Supposition nothing = new Supposition(stores, zone);
            return Capacities.rows(nothing, Timeline.OUTLOOK, product, asOf).stream()
                    .filter(row -> has(row.series().slot(), row.series().unit()))
                    .toList();
        }

        @Override
        public List<TotalRow> together(SortedMap<String, List<TotalRow>> byZone) {
            return RollUp.together(byZone);
        }

        @Override
        public OutlookAnswer told(List<TotalRow> rows, @Nullable String zone, @Nullable String position) {
            return new OutlookAnswer(
                    zone,
                    Measure.CAPACITY,
                    asOf,
                    position,
                    rows.stream().map(row -> row(zone, asOf, row)).toList());
        }

        private boolean has(String slot, String ofUnit) {
            return isOfStatus(slot) && isOfUnit(ofUnit);
        }

        private boolean isOfStatus(String slot) {
            return status == null || status.code().equals(slot);
        }

        private boolean isOfUnit(String other) {
            return unit == null || unit.equals(other);
        }
    }

    @GET
    @Path("zones/{zone}/outlook")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Capacity by product and status as of a date, with what is planned",
            description =
                    "The actual timeline continued by the planned one: each line, phase, project or organisation goes by its "
                            + "actual claims to its last actual step and by its planned ones from there on. A plan whose day is past "
                            + "while nothing actual was heard of it stands as planned: `timeline?basis=outlook` says of each step "
                            + "whether it is a plan.\n\n" + Figures.DESCRIPTION)
    public RestResponse<OutlookAnswer> outlook(@BeanParam Asking asking, @BeanParam OutlookParameters wanted) {
        return answers.of(asking, wanted.question(null));
    }

    @GET
    @Path("outlook")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    public Uni<RestResponse<?>> ofZones(
            @BeanParam ZonesAsking asking, @Context Request request, @BeanParam OutlookParameters wanted) {
        return zones.of(asking, request, wanted.question(null));
    }

    @GET
    @Path("zones/{zone}/outlook/claims")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "The claims in an outlook, and those left out",
            description =
                    "Actual and planned ones, with product, status and unit those of that one total. Left out are all others "
                            + "on the same product, each with the reason: a plan may be `overtaken` by what is heard of the same "
                            + "place later.")
    public RestResponse<ClaimsAnswer> claims(
            @BeanParam Asking asking,
            @BeanParam OutlookParameters wanted,
            @RestQuery @Parameter(description = "Only this unit") @Nullable String unit) {
        String product = Questions.product(wanted.product);
        OutlookQuestion question = wanted.question(unit);
        return answers.of(
                asking,
                question.today,
                stores -> claims(stores, asking.zone(), product, question),
                (claims, position) -> claims.at(position));
    }

    /** A total with the way to its claims; zone null of several together, which have none. */
    static Row row(@Nullable String zone, LocalDate asOf, TotalRow row) {
        return Row.ofCapacity(
                row, zone == null ? null : TimelineQuestion.claims(zone, Timeline.OUTLOOK, asOf, row.series()));
    }

    private static ClaimsAnswer claims(LedgerStores stores, String zone, String product, OutlookQuestion wanted) {
        List<ClaimView> counted = new ArrayList<>();
        List<ClaimView> leftOut = new ArrayList<>();
        Supposition nothing = new Supposition(stores, zone);
        for (String each : RollUp.withDescendants(product)) {
            for (Owner owner : nothing.owners(Timeline.OUTLOOK, each)) {
                for (Stretch stretch :
                        nothing.evaluation(Timeline.OUTLOOK, each, owner).stretches()) {
                    if (stretch.includes(wanted.asOf)) {
                        view(nothing, wanted, owner, stretch, counted, leftOut);
                    }
                }
            }
        }
        counted.sort(Comparator.comparing(ClaimView::id));
        leftOut.sort(Comparator.comparing(ClaimView::id));
        List<Row> total = wanted.ask(stores, zone).stream()
                .filter(row -> row.series().product().equals(product))
                .map(row -> row(zone, wanted.asOf, row))
                .toList();
        return new ClaimsAnswer(zone, wanted.asOf, "", Row.single(total), counted, leftOut)
                .with(LastChange.ofOutlook(stores, zone, product, wanted.status, wanted.unit, wanted.asOf));
    }

    private static void view(
            Supposition nothing,
            OutlookQuestion wanted,
            Owner owner,
            Stretch stretch,
            List<ClaimView> counted,
            List<ClaimView> leftOut) {
        var entry = stretch.entry();
        Reason reason = stretch.reason();
        if (reason == null && wanted.isOfStatus(entry.slot()) && !wanted.isOfUnit(entry.unit())) {
            reason = Reason.OTHER_UNIT;
        }
        ClaimState state = nothing.claim(entry.claim()).orElseThrow();
        if (reason != null) {
            leftOut.add(ClaimView.of(
                    state, owner, entry, reason, Pedigree.detail(state, stretch, reason, stretch.other())));
        } else if (wanted.has(entry.slot(), entry.unit())) {
            counted.add(ClaimView.of(state, owner, entry, null, null));
        }
    }
}
