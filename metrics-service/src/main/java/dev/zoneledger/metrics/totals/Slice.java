package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.Stage;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Members;
import dev.zoneledger.rest.ProblemException;
import dev.zoneledger.rest.Suggestions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a zone is asked about, and whether it is told apart by organisation and stage.
 *
 * @param product with its descendants; empty for figures told of no product, null for all
 * @param organisation with its projects; empty for projects without one, null for all
 * @param stage null for products in any chain or none
 */
public record Slice(
        @Nullable String product,
        @Nullable String organisation,
        @Nullable Stage stage,
        boolean byOrganisation,
        boolean byStage) {

    public static final String STAGES = Stage.RULE + ". Each product stays a row: nothing is ever added along a chain";

    public static final String BY_ORGANISATION = "organisation";
    public static final String BY_STAGE = "stage";

    /** In place of an id, in requests and links. */
    static final String NO_ORGANISATION = "none";

    /** Of all that is told of that product. */
    public static Slice ofProduct(@Nullable String product) {
        return new Slice(product, null, null, false, false);
    }

    /** Of parameters; by these dimensions beside those that every total has. */
    public static Slice of(SliceParameters parameters, Set<String> by) {
        return of(parameters, Parameters.product(parameters.product()), by);
    }

    /** The same of money, which may be told of no product. */
    public static Slice ofMoney(SliceParameters parameters, Set<String> by) {
        return of(parameters, Parameters.productOrNone(parameters.product()), by);
    }

    private static Slice of(SliceParameters parameters, @Nullable String product, Set<String> by) {
        return new Slice(
                product,
                Parameters.organisation(parameters.organisation()),
                Parameters.stage(parameters.stage()),
                by.contains(BY_ORGANISATION),
                by.contains(BY_STAGE));
    }

    /** The same with the id that the organisation counts under; refused if none is registered in the zone under it. */
    public Slice in(LedgerStores stores, String zone) {
        if (organisation == null || organisation.isEmpty()) {
            return this;
        }
        Members members = new Members(stores, zone);
        String canonical = members.canonical(organisation).orElseThrow(() -> unknown(organisation, members));
        return new Slice(product, canonical, stage, byOrganisation, byStage);
    }

    private static ProblemException unknown(String organisation, Members members) {
        return Parameters.refused(
                "organisation",
                "no organisation " + organisation + " is registered in this zone",
                Suggestions.nearest(organisation, members.organisations()).orElse(null));
    }

    /** Whether it is part of one organisation, with its projects. */
    public boolean isOfOneOrganisation() {
        return organisation != null && !organisation.isEmpty();
    }

    /** Whether totals of single organisations are asked for. */
    boolean isOfOrganisations() {
        return byOrganisation || organisation != null;
    }

    public boolean hasOrganisation(String id) {
        return organisation == null || organisation.equals(id);
    }

    /** Whether rows of that product are asked for, as far as its stage goes. */
    public boolean hasStageOf(String ofProduct) {
        return stage == null
                || ProductTree.builtIn().stage(ofProduct).filter(stage::equals).isPresent();
    }

    /** What a row of that product says of its stage; null if it was not asked or has none. */
    @Nullable
    Stage toldStage(String ofProduct) {
        return byStage || stage != null ? ProductTree.builtIn().stage(ofProduct).orElse(null) : null;
    }

    /** An organisation as a parameter of a link; null for all. */
    static @Nullable String parameter(@Nullable String id) {
        return id != null && id.isEmpty() ? NO_ORGANISATION : id;
    }
}
