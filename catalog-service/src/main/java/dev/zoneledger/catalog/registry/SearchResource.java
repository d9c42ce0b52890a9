package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.catalog.names.Search;
import dev.zoneledger.contract.Json;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Everything that goes by a name, found by it. */
@Path("/v1/search")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Search", description = "Records found by any of their names")
class SearchResource {

    private static final ObjectMapper JSON = Json.mapper();
    private static final String PRODUCT = "product";
    private static final Map<String, String> PATHS =
            Map.of("zone", "/v1/zones/", "organisation", "/v1/organisations/", "project", "/v1/projects/");

    private final Registry registry;
    private final Search search;

    SearchResource(Registry registry, Search search) {
        this.registry = registry;
        this.search = search;
    }

    /** @param form name, localName, alias, lei, uscc, id */
    record Matched(String form, String name) {}

    /**
     * A record that goes by something like the words sought.
     *
     * @param kind zone, organisation, project, policy, product
     * @param zone left out of a product, which is of no zone
     * @param score 1 for the very name, blanks, accents, case and legal form aside; less the less alike they are
     * @param match the name that matched
     * @param mergedInto of a record that is merged away: the id of the one that its claims count for
     * @param links {@code self}, and {@code claims} on it
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Hit(
            String kind,
            @Nullable String zone,
            String id,
            String name,
            @Nullable String localName,
            BigDecimal score,
            Matched match,
            @Nullable String mergedInto,
            Map<String, String> links) {

        static Hit of(Search.Found found) {
            return new Hit(
                    found.kind(),
                    found.zone().isEmpty() ? null : found.zone(),
                    found.id(),
                    found.name(),
                    found.localName(),
                    found.score(),
                    new Matched(found.form(), found.matched()),
                    found.mergedInto(),
                    links(found));
        }

        private static Map<String, String> links(Search.Found found) {
            String self = PATHS.get(found.kind());
            String zone = "zone=" + found.zone();
            return switch (found.kind()) {
                case PRODUCT -> Map.of("claims", "/v1/claims?product=" + found.id());
                case "zone" -> Map.of("self", self + found.id());
                case "organisation", "project" ->
                    Map.of(
                            "self",
                            self + found.id() + "?" + zone,
                            "claims",
                            "/v1/claims?" + zone + "&" + found.kind() + "=" + found.id());
                default -> Map.of();
            };
        }
    }

    /** A part of what was found. */
    record Hits(List<Hit> items, @Nullable String next) {}

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "Records and products by any of their names, best match first, at most 200", description = """
                    Zones, organisations, projects and policies by name, local name, alias, id, LEI or USCC, products of \
                    the product tree by code and name. Case, accents, blanks and legal forms ("Co., Ltd.", 有限公司) make no \
                    difference; parts of a name are found, and misspelt ones, in any script. Those that have the words as \
                    they are come first; only where these are fewer than 10 is looked for what is merely alike, and for what is a \
                    little alike only where that finds nothing. With \
                    `knownAt` all records of that instant are gone through, without an index.""")
    @APIResponse(
            responseCode = "200",
            description = "Empty if nothing is like it",
            content =
                    @Content(
                            schema = @Schema(implementation = Hits.class),
                            examples = @ExampleObject(name = "q=Jinmeng Huimneg", value = """
                                    {"items": [{"kind": "organisation", "zone": "baotou-rehz", "id": "jinmeng-huimeng",
                                      "name": "Baotou Jinmeng Huimeng Magnetic Materials Co., Ltd.", "score": 0.70,
                                      "match": {"form": "alias", "name": "Jinmeng Huimeng"},
                                      "links": {"self": "/v1/organisations/jinmeng-huimeng?zone=baotou-rehz",
                                                "claims": "/v1/claims?zone=baotou-rehz&organisation=jinmeng-huimeng"}}]}""")))
    public Response search(
            @RestQuery @Parameter(required = true, description = "A name or a part of one", example = "稀土研究院") @Nullable
                    String q,
            @RestQuery
                    @Parameter(
                            description = "Only this kind",
                            schema = @Schema(enumeration = {"zone", "organisation", "project", "policy", "product"}))
                    @Nullable
                    String kind,
            @RestQuery @Parameter(description = "Only records of this zone; no products then") @Nullable String zone,
            @BeanParam PastReads reads,
            @BeanParam Paging paging) {
        if (q == null) {
            throw Problem.invalidParameter(Problem.FieldError.ofParameter("q", "is missing", null))
                    .asException();
        }
        int limit = paging.limit();
        String inZone = Choices.id("zone", zone);
        String ofKind = Choices.oneOf(
                "kind",
                kind,
                Stream.concat(Search.KINDS.stream(), Stream.of(PRODUCT)).toArray());
        paging.after(1);
        return registry.answer(reads, () -> {
            String words = search.words("q", q);
            List<Search.Found> found = new ArrayList<>();
            if (!PRODUCT.equals(ofKind)) {
                Set<String> kinds = ofKind == null ? Set.copyOf(Search.KINDS) : Set.of(ofKind);
                found.addAll(
                        search.find(new Search.Question(kinds, inZone == null ? "" : inZone, "", words, reads.past())));
            }
            if (inZone == null && (ofKind == null || ofKind.equals(PRODUCT))) {
                found.addAll(search.products(words));
            }
            found.sort(Comparator.comparing(Search.Found::place));
            return Ranked.page(
                    found,
                    paging.cursor,
                    limit,
                    reads.uri,
                    page -> page.stream()
                            .map(each -> JSON.<JsonNode>valueToTree(Hit.of(each)))
                            .toList());
        });
    }
}
