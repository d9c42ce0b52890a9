package dev.zoneledger.ingest;

import dev.zoneledger.contract.ChainStatement;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Merge;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Problem.FieldError;
import dev.zoneledger.rest.ProblemException;
import dev.zoneledger.rest.Roles;
import io.quarkus.security.credential.Credential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * What the caller's token lets it write: the zones of its claim {@code zones}, and as a steward also re-rankings. It is found
 * out when the token is verified and stays with the caller's identity: asking the token at each request costs more than
 * reading a claim.
 */
@Singleton
final class Writer implements SecurityIdentityAugmentor {

    private static final String ZONES = "zones";
    private static final String EVERY_ZONE = "*";

    private final SecurityIdentity caller;

    Writer(SecurityIdentity caller) {
        this.caller = caller;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .item(
                        identity.getPrincipal() instanceof JsonWebToken token
                                ? QuarkusSecurityIdentity.builder(identity)
                                        .addCredential(Rights.of(token, identity))
                                        .build()
                                : identity);
    }

    /** Of the present request's caller. */
    Rights rights() {
        Rights rights = caller.getCredential(Rights.class);
        return rights == null ? Rights.NONE : rights;
    }

    /** @param caller the token's subject, empty if it has none */
    record Rights(String caller, Set<String> zones, boolean steward) implements Credential {

        static final Rights NONE = new Rights("", Set.of(), false);

        static Rights of(JsonWebToken token, SecurityIdentity identity) {
            Set<String> zones = new HashSet<>();
            add(token.getClaim(ZONES), zones);
            String subject = token.getSubject();
            return new Rights(subject == null ? "" : subject, Set.copyOf(zones), identity.hasRole(Roles.STEWARD));
        }

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
                case Merge merge -> FieldError.at("", "only a steward decides which records are one", null);
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
