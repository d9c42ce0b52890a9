package dev.zoneledger.ingest;

import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.ProblemException;
import dev.zoneledger.rest.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** What the caller's token lets it write: the zones of its claim {@code zones}, and as a steward also re-rankings. */
@RequestScoped
class Writer {

    private static final String ZONES = "zones";
    private static final String EVERY_ZONE = "*";

    private final SecurityIdentity identity;
    private final JsonWebToken token;

    Writer(SecurityIdentity identity, JsonWebToken token) {
        this.identity = identity;
        this.token = token;
    }

    /** Taken once for each request; asking the token for every line would cost more than reading the line. */
    Rights rights() {
        Set<String> zones = new HashSet<>();
        add(token.getClaim(ZONES), zones);
        return new Rights(zones, identity.hasRole(Roles.STEWARD));
    }

    record Rights(Set<String> zones, boolean steward) {

        boolean mayWriteTo(String zone) {
            return zones.contains(zone) || zones.contains(EVERY_ZONE);
        }

        static ProblemException refusal(String zone) {
            return Problem.of(403, "zone-not-allowed", "The token may not write to this zone", refusalOf(zone))
                    .asException();
        }

        static String refusalOf(String zone) {
            return "The token's zones do not hold " + zone;
        }
    }

    private static void add(@Nullable Object claim, Set<String> zones) {
        switch (claim) {
            case null -> {}
            case JsonString text -> zones.add(text.getString());
            case Collection<?> all -> all.forEach(each -> add(each, zones));
            default -> zones.add(claim.toString());
        }
    }
}
