package dev.zoneledger.rest;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a bearer token once in a while instead of at each request: a script that sends thousands of requests sends one
 * token, and verifying its signature costs more than reading a claim. Only tokens that were found good are remembered, none
 * beyond its expiry.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class KnownTokens implements HttpAuthenticationMechanism {

    /** So long a key that was taken back is still believed; so long at most, since a token may run out sooner. */
    private static final Duration TRUST = Duration.ofSeconds(30);

    private static final int MAX_KNOWN = 1000;

    private final OidcAuthenticationMechanism oidc;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(SecurityIdentity identity, Instant until) {}

    KnownTokens(OidcAuthenticationMechanism oidc) {
        this.oidc = oidc;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
        String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return oidc.authenticate(context, manager);
        }
        SecurityIdentity before = find(authorization);
        if (before != null) {
            return Uni.createFrom().item(before);
        }
        return oidc.authenticate(context, manager).invoke(identity -> remember(authorization, identity));
    }

    /** Who sends that header, if it was found good a moment ago; otherwise null. */
    public @Nullable SecurityIdentity find(String authorization) {
        Known before = known.get(authorization);
        return before != null && Instant.now().isBefore(before.until) ? before.identity : null;
    }

    private void remember(String authorization, @Nullable SecurityIdentity identity) {
        if (identity == null || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            return;
        }
        if (known.size() >= MAX_KNOWN) {
            known.clear();
        }
        Instant now = Instant.now();
        Instant expiry = Instant.ofEpochSecond(token.getExpirationTime());
        Instant until = now.plus(TRUST);
        known.put(authorization, new Known(withoutRequest(identity), expiry.isBefore(until) ? expiry : until));
    }

    /** Its attributes hold the request that it came with. */
    private static SecurityIdentity withoutRequest(SecurityIdentity identity) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addRoles(identity.getRoles())
                .addCredentials(identity.getCredentials())
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return oidc.getChallenge(context);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return oidc.getCredentialTransport(context);
    }
}
