package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Status;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.TotalRow;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is declared, and covered or not: an operating capacity as of a date, or a flow of a period.
 *
 * @param slot the status, or the period as it is written
 * @param day of a flow any
 */
record Declared(Measure measure, String slot, LocalDate day) {

    /** What is declared is said to be so, not planned. */
    static final Basis BASIS = Basis.ACTUAL;

    static Declared capacity(LocalDate asOf) {
        return new Declared(Measure.CAPACITY, Status.OPERATING.code(), asOf);
    }

    static Declared flow(Measure measure, String period) {
        return new Declared(measure, period, FlowTotals.ANY_DAY);
    }

    /** Where the claims of both sides are, of a zone itself or of that organisation in it. */
    Coverage.Sides sides(String zone, @Nullable String organisation, TotalRow.Series series) {
        return organisation == null
                ? new Coverage.Sides(links(zone, null, null, series), registeredLinks(zone, series))
                : new Coverage.Sides(
                        links(zone, organisation, OrganisationCoverage.Side.DECLARED, series),
                        links(zone, organisation, OrganisationCoverage.Side.REGISTERED, series));
    }

    boolean isOf(TotalRow.Series series) {
        return series.slot().equals(slot);
    }

    @Nullable
    LocalDate asOf() {
        return measure.isFlow() ? null : day;
    }

    @Nullable
    String period() {
        return measure.isFlow() ? slot : null;
    }

    /** To the claims of the zone itself, or of one side of an organisation. */
    Links links(
            String zone,
            @Nullable String organisation,
            OrganisationCoverage.@Nullable Side side,
            TotalRow.Series series) {
        return Links.to(
                "/v1/zones/" + zone + "/coverage/claims",
                "measure",
                measure.isFlow() ? measure : null,
                "asOf",
                asOf(),
                "period",
                period(),
                "organisation",
                organisation,
                "side",
                side,
                "product",
                series.product().isEmpty() ? Parameters.NO_PRODUCT : series.product(),
                "unit",
                series.unit());
    }

    /** To the claims of what is registered in the whole zone. */
    private Links registeredLinks(String zone, TotalRow.Series series) {
        if (!measure.isFlow()) {
            return Links.toCapacity(zone, day, null, series);
        }
        return new FlowTotals(
                        FlowTotals.path(measure),
                        List.of(measure),
                        List.of(BASIS),
                        Slice.ofProduct(series.product()),
                        slot,
                        null)
                .links(zone, new SlicedRow(null, new TotalRow(series, Total.ZERO, 0), null));
    }
}
