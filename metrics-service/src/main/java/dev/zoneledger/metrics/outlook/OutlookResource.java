package dev.zoneledger.metrics.outlook;

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
import dev.zoneledger.metrics.totals.Parameters;
import dev.zoneledger.metrics.totals.Pedigree;
import dev.zoneledger.metrics.totals.RollUp;
import dev.zoneledger.metrics.totals.Row;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What a zone can be expected to make as of a date, if what is planned comes about. */
@Path("/v1/zones/{zone}/outlook")
@Tag(name = "Outlook")
class OutlookResource {

    private static final String AS_OF = "Day, past or to come, ISO 8601; today in UTC if not given";
    private static final String PRODUCT = "Only this product of the product tree and those below it";
    private static final String STATUS = "Only this status";

    private final Answers answers;

    OutlookResource(Answers answers) {
        this.answers = answers;
    }

    /** The totals of a date. */
    record OutlookAnswer(String zone, Measure measure, LocalDate asOf, String position, List<Row> totals) {}

    private record Wanted(
            String zone,
            LocalDate asOf,
            @Nullable String product,
            @Nullable Status status,
            @Nullable String unit) {

        boolean has(String slot, String ofUnit) {
            return (status == null || status.code().equals(slot)) && (unit == null || unit.equals(ofUnit));
        }
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Capacity by product and status as of a date, with what is planned",
            description =
                    "The actual timeline continued by the planned one: each line, phase, project or organisation goes by its "
                            + "actual claims to its last actual step and by its planned ones from there on. A plan whose day is past "
                            + "while nothing actual was heard of it stands as planned: `timeline?basis=outlook` says of each step "
                            + "whether it is a plan.\n\n" + Figures.DESCRIPTION)
    public RestResponse<OutlookAnswer> outlook(
            @BeanParam Asking asking,
            @RestQuery @Parameter(description = AS_OF) @Nullable String asOf,
            @RestQuery @Parameter(description = PRODUCT) @Nullable String product,
            @RestQuery @Parameter(description = STATUS) @Nullable String status) {
        LocalDate date = Parameters.asOf(asOf);
        var wanted = new Wanted(asking.zone(), date, Parameters.product(product), Parameters.status(status), null);
        return answers.of(
                asking,
                asOf == null ? date : null,
                stores -> rows(stores, wanted),
                (rows, position) -> new OutlookAnswer(asking.zone(), Measure.CAPACITY, date, position, rows));
    }

    @GET
    @Path("claims")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "The claims in an outlook, and those left out",
            description =
                    "Actual and planned ones, with product, status and unit those of that one total. Left out are all others "
                            + "on the same product, each with the reason: a plan may be `overtaken` by what is heard of the same "
                            + "place later.")
    public RestResponse<ClaimsAnswer> claims(
            @BeanParam Asking asking,
            @RestQuery @Parameter(description = AS_OF) @Nullable String asOf,
            @RestQuery @Parameter(required = true, description = PRODUCT) @Nullable String product,
            @RestQuery @Parameter(description = STATUS) @Nullable String status,
            @RestQuery @Parameter(description = "Only this unit") @Nullable String unit) {
        LocalDate date = Parameters.asOf(asOf);
        var wanted = new Wanted(
                asking.zone(), date, Questions.product(product), Parameters.status(status), Parameters.unit(unit));
        return answers.of(
                asking,
                asOf == null ? date : null,
                stores -> claims(stores, wanted),
                (claims, position) -> claims.at(position));
    }

    /** A total with the way to its claims. */
    static Row row(String zone, LocalDate asOf, TotalRow row) {
        return Row.ofCapacity(row, TimelinePage.claims(zone, Timeline.OUTLOOK, asOf, row.series()));
    }

    private static List<Row> rows(LedgerStores stores, Wanted wanted) {
        Supposition nothing = new Supposition(stores, wanted.zone);
        return Capacities.rows(nothing, Timeline.OUTLOOK, wanted.product, wanted.asOf).stream()
                .filter(row -> wanted.has(row.series().slot(), row.series().unit()))
                .map(row -> row(wanted.zone, wanted.asOf, row))
                .toList();
    }

    private static ClaimsAnswer claims(LedgerStores stores, Wanted wanted) {
        List<ClaimView> counted = new ArrayList<>();
        List<ClaimView> leftOut = new ArrayList<>();
        Supposition nothing = new Supposition(stores, wanted.zone);
        Collection<String> products = RollUp.withDescendants(Questions.product(wanted.product));
        for (String each : products) {
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
        List<Row> total = rows(stores, wanted).stream()
                .filter(row -> wanted.product != null && wanted.product.equals(row.product()))
                .toList();
        return new ClaimsAnswer(wanted.zone, wanted.asOf, "", Row.single(total), counted, leftOut);
    }

    private static void view(
            Supposition nothing,
            Wanted wanted,
            Owner owner,
            Stretch stretch,
            List<ClaimView> counted,
            List<ClaimView> leftOut) {
        var entry = stretch.entry();
        Reason reason = stretch.reason();
        ClaimState state = nothing.claim(entry.claim()).orElseThrow();
        if (reason != null) {
            leftOut.add(ClaimView.of(
                    state, owner, entry, reason, Pedigree.detail(state, stretch, reason, stretch.other())));
        } else if (wanted.has(entry.slot(), entry.unit())) {
            counted.add(ClaimView.of(state, owner, entry, null, null));
        }
    }
}
