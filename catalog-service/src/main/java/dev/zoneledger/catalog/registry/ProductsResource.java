package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.ProductTree.Chain;
import dev.zoneledger.contract.ProductTree.Product;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Roles;
import dev.zoneledger.rest.Suggestions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What is made, and what it is made into: the same for all zones, and at every position of the log. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Products", description = "The product tree, and the chains in which products are made into others")
class ProductsResource {

    private static final ObjectMapper JSON = Json.mapper();
    private static final ProductTree TREE = ProductTree.builtIn();
    private static final List<Format> FORMATS = List.of(Format.JSON, Format.NDJSON, Format.CSV, Format.XLSX);
    private static final String FORMAT = "In place of `Accept`: json, ndjson, csv or xlsx";

    private static final Fields PRODUCT_FIELDS = Fields.of(Product.class, "madeFrom", "madeInto", "links");
    private static final List<Column> PRODUCT_COLUMNS = List.of(
            Column.of("Product", "code"),
            Column.of("Name", "name"),
            Column.of("Local name", "localName"),
            Column.of("Parent", "parent"),
            Column.of("Dimension", "dimension"),
            Column.of("HS", "hs"),
            Column.of("Note", "note"),
            Column.of("Made from", "madeFrom"),
            Column.of("Made into", "madeInto"));

    private static final Fields CHAIN_FIELDS = Fields.of(Chain.class, "links");
    private static final List<Column> CHAIN_COLUMNS = List.of(
            Column.of("Chain", "code"),
            Column.of("Name", "name"),
            Column.of("Local name", "localName"),
            Column.of("Edges", "edges", Columns::edges),
            Column.of("Note", "note"));

    private final Registry registry;

    ProductsResource(Registry registry) {
        this.registry = registry;
    }

    @GET
    @Path("products")
    @Produces({MediaType.APPLICATION_JSON, Format.NDJSON_TYPE, Format.CSV_TYPE, Format.XLSX_TYPE})
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "The product tree",
            description =
                    "All products in the order of the tree. `dimension` says in what a product is counted: mass (t,"
                            + " capacity t/a), sets, pieces, energy (MW.h), power (MW). A total of a product has those below it"
                            + " in it; what it is made from and into is never added to it.")
    @APIResponse(
            responseCode = "200",
            description = "All of them",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "products", value = Examples.PRODUCT_LIST)))
    public Response products(
            @RestQuery @Parameter(description = "Only this product and those below it") @Nullable String product,
            @RestQuery @Parameter(description = "Only these fields, parted by commas", example = "code,name") @Nullable
                    String fields,
            @RestQuery @Parameter(description = FORMAT) @Nullable String format,
            @BeanParam Reads reads,
            @Context HttpHeaders headers) {
        Collection<String> wanted = Choices.product(product);
        return all(
                "products",
                TREE.products().stream()
                        .filter(each -> wanted == null || wanted.contains(each.code()))
                        .map(ProductsResource::item)
                        .toList(),
                PRODUCT_FIELDS.choose(fields),
                PRODUCT_COLUMNS,
                Format.of(format, headers, FORMATS),
                reads);
    }

    @GET
    @Path("products/{code}")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "One product",
            description =
                    "With the products above it (nearest first) and all below it, and what it is made from and into")
    @APIResponse(
            responseCode = "200",
            description = "The product",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "product", value = Examples.PRODUCT)))
    public Response product(@RestPath String code, @BeanParam Reads reads) {
        Product product = TREE.find(code).orElseThrow(() -> unknown("product", code, TREE.products(), Product::code));
        ObjectNode item = item(product);
        List<String> above = TREE.withAncestors(code);
        item.set("above", JSON.valueToTree(above.subList(1, above.size())));
        item.set(
                "below",
                JSON.valueToTree(TREE.withDescendants(code).stream()
                        .filter(each -> !each.equals(code))
                        .toList()));
        return registry.answer(reads, () -> item);
    }

    @GET
    @Path("product-chains")
    @Produces({MediaType.APPLICATION_JSON, Format.NDJSON_TYPE, Format.CSV_TYPE, Format.XLSX_TYPE})
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "Chains: products joined by \"is made into\"",
            description = "Nothing is ever added along a chain. Which of them have formed in a zone is said by the"
                    + " statements in /v1/chains.")
    @APIResponse(
            responseCode = "200",
            description = "All of them",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "chains", value = Examples.PRODUCT_CHAIN_LIST)))
    public Response chains(
            @RestQuery @Parameter(description = "Only these fields, parted by commas", example = "code,edges") @Nullable
                    String fields,
            @RestQuery @Parameter(description = FORMAT) @Nullable String format,
            @BeanParam Reads reads,
            @Context HttpHeaders headers) {
        return all(
                "product-chains",
                TREE.chains().stream().map(ProductsResource::item).toList(),
                CHAIN_FIELDS.choose(fields),
                CHAIN_COLUMNS,
                Format.of(format, headers, FORMATS),
                reads);
    }

    @GET
    @Path("product-chains/{code}")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "One chain of products")
    @APIResponse(
            responseCode = "200",
            description = "The chain",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "chain", value = Examples.PRODUCT_CHAIN)))
    public Response chain(@RestPath String code, @BeanParam Reads reads) {
        ObjectNode item =
                item(TREE.findChain(code).orElseThrow(() -> unknown("chain", code, TREE.chains(), Chain::code)));
        return registry.answer(reads, () -> item);
    }

    private static <T> RuntimeException unknown(
            String kind, String code, Collection<T> all, Function<T, String> codeOf) {
        return Problem.notFound("There is no " + kind + " " + code
                        + Suggestions.nearest(code, all.stream().map(codeOf).toList())
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""))
                .asException();
    }

    private Response all(
            String name,
            List<ObjectNode> items,
            Fields.Choice choice,
            List<Column> columns,
            Format format,
            Reads reads) {
        if (format == Format.JSON) {
            return registry.answer(
                    reads, () -> new Page(items.stream().map(choice::of).toList(), null));
        }
        registry.awaitAsked(reads);
        var file = new ByteArrayOutputStream();
        try {
            Rows rows = Rows.of(format, name, choice.of(columns), file);
            for (ObjectNode item : items) {
                rows.add(format == Format.NDJSON ? choice.of(item) : item);
            }
            rows.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Response.ok(file.toByteArray())
                .type(format.contentType())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + name + "." + format.ending() + "\"")
                .build();
    }

    private static ObjectNode item(Product product) {
        ObjectNode item = JSON.valueToTree(product);
        ArrayNode from = item.putArray("madeFrom");
        ArrayNode into = item.putArray("madeInto");
        TREE.chains()
                .forEach(chain -> chain.edges().forEach(edge -> {
                    if (edge.to().equals(product.code())) {
                        from.add(edge.from());
                    }
                    if (edge.from().equals(product.code())) {
                        into.add(edge.to());
                    }
                }));
        ObjectNode links = item.putObject("links");
        links.put("self", "/v1/products/" + product.code());
        if (product.parent() != null) {
            links.put("parent", "/v1/products/" + product.parent());
        }
        links.put("claims", "/v1/claims?product=" + product.code());
        links.put("projects", "/v1/projects?product=" + product.code());
        return item;
    }

    private static ObjectNode item(Chain chain) {
        ObjectNode item = JSON.valueToTree(chain);
        ObjectNode links = item.putObject("links");
        links.put("self", "/v1/product-chains/" + chain.code());
        links.put("statements", "/v1/chains?chain=" + chain.code());
        return item;
    }
}
