package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Claims as {@code /v1/claims} shows them, for answers that have some other order or reason. */
@ApplicationScoped
public class ClaimDocuments {

    private final ClaimsResource.Claims claims;
    private final ClaimsResource.PastClaims pastClaims;

    ClaimDocuments(ClaimsResource.Claims claims, ClaimsResource.PastClaims pastClaims) {
        this.claims = claims;
        this.pastClaims = pastClaims;
    }

    /** By id, read with one query. */
    public Map<String, ObjectNode> inZone(String zone, Collection<String> ids, boolean past) {
        Map<String, ObjectNode> documents = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            PanacheRepositoryBase<? extends ClaimRow, ClaimRow.Key> rows = past ? pastClaims : claims;
            rows.list(
                            "zone = :zone and id in :ids order by id",
                            Parameters.with("zone", zone).and("ids", ids))
                    .forEach(row -> documents.put(row.id, (ObjectNode) Documents.of(row)));
        }
        return documents;
    }
}
