package dev.zoneledger.ingest;

import dev.zoneledger.contract.ChainStatement;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Problem.FieldError;
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
        String subject = token.getSubject();
        return new Rights(subject == null ? "" : subject, zones, identity.hasRole(Roles.STEWARD));
    }

    /** @param caller the token's subject, empty if it has none */
    record Rights(String caller, Set<String> zones, boolean steward) {

        /** Why the entry may not be published, null if it may. */
        @Nullable
        FieldError refusal(ZoneEvent event) {
            if (!mayWriteTo(event.zone())) {
                return FieldError.at("", refusalOf(event.zone()), null);
            }
            if (steward) {
                return null;
            }
            return switch (event) {
                case Reranking reranking -> FieldError.at("", "only a steward decides on ranks", null);
                case Claim claim -> refusalOf(claim.rank());
                case ChainStatement chain -> refusalOf(chain.rank());
                default -> null;
            };
        }

        private static @Nullable FieldError refusalOf(ClaimRank rank) {
            return rank == ClaimRank.PREFERRED
                    ? FieldError.at(
                            "/rank", "which claim is preferred is a steward's decision; leave the rank out", null)
                    : null;
        }

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
