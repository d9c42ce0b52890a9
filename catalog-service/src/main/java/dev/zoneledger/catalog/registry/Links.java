package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where to read on from a record. */
final class Links {

    /** By kind of record, its list. */
    private static final Map<String, String> LISTS = Map.of(
            "zone", "zones",
            "organisation", "organisations",
            "project", "projects",
            "policy", "policies",
            "milestone", "milestones",
            "ranking", "rankings",
            "chain", "chains");

    private Links() {}

    static void of(RecordRow row, ObjectNode links) {
        String list = "/v1/" + LISTS.get(row.kind);
        // What is about a record that is merged away is found under the one that it is merged into.
        String canonical = row.mergedInto == null ? row.id : row.mergedInto;
        String inZone = "?zone=" + row.zone;
        if (row.kind.equals("zone")) {
            links.put("self", list + "/" + row.id);
            links.put("history", list + "/" + row.id + "/history");
            for (String each :
                    new String[] {"organisations", "projects", "claims", "policies", "milestones", "rankings", "chains"
                    }) {
                links.put(each, "/v1/" + each + inZone);
            }
            return;
        }
        links.put("self", list + "/" + row.id + inZone);
        links.put("history", list + "/" + row.id + "/history" + inZone);
        links.put("zone", "/v1/zones/" + row.zone);
        if (row.mergedInto != null) {
            links.put("mergedInto", list + "/" + row.mergedInto + inZone);
        }
        switch (row.kind) {
            case "organisation" -> {
                for (String each : new String[] {"projects", "claims", "milestones", "rankings"}) {
                    links.put(each, "/v1/" + each + inZone + "&organisation=" + canonical);
                }
                links.put("policies", "/v1/policies" + inZone + "&issuer=" + canonical);
            }
            case "project" -> {
                links.put("slippage", list + "/" + row.id + "/slippage" + inZone);
                links.put("series", "/v1/series" + inZone + "&project=" + canonical);
                links.put("claims", "/v1/claims" + inZone + "&project=" + canonical);
                links.put("milestones", "/v1/milestones" + inZone + "&project=" + canonical);
                organisation(links, row.organisation, inZone);
            }
            default -> {
                for (String facet : row.facets) {
                    String value = facet.substring(facet.indexOf('=') + 1);
                    switch (facet.substring(0, facet.indexOf('='))) {
                        case "organisation" -> organisation(links, value, inZone);
                        case "issuer" -> links.put("issuer", "/v1/organisations/" + value + inZone);
                        case "leader" -> links.put("leader", "/v1/organisations/" + value + inZone);
                        case "project" -> links.put("project", "/v1/projects/" + value + inZone);
                        case "chain" -> links.put("chain", "/v1/product-chains/" + value);
                        case "product" -> links.put("product", "/v1/products/" + encoded(value));
                        default -> {}
                    }
                }
            }
        }
    }

    static void of(ClaimRow row, ObjectNode links) {
        String inZone = "?zone=" + row.zone;
        links.put("self", "/v1/claims/" + row.id + inZone);
        links.put("history", "/v1/claims/" + row.id + "/history" + inZone);
        links.put("zone", "/v1/zones/" + row.zone);
        organisation(links, row.organisation, inZone);
        if (row.project != null) {
            links.put("project", "/v1/projects/" + row.project + inZone);
        }
        if (row.product != null) {
            links.put("product", "/v1/products/" + row.product);
        }
        links.put("sameSource", "/v1/claims" + inZone + "&source=" + encoded(row.source));
        if (row.conflicts > 0) {
            links.put("conflicts", "/v1/conflicts" + inZone + "&id=" + row.id);
        }
    }

    private static void organisation(ObjectNode links, @Nullable String id, String inZone) {
        if (id != null) {
            links.put("organisation", "/v1/organisations/" + id + inZone);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
