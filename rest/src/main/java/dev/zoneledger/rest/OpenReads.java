package dev.zoneledger.rest;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets callers without a token read where {@code zone.reads.open} says so. Writes never open: they ask for other roles. */
@ApplicationScoped
final class OpenReads implements SecurityIdentityAugmentor {

    private final boolean open;

    OpenReads(@ConfigProperty(name = "zone.reads.open", defaultValue = "false") boolean open) {
        this.open = open;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (!open || !identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder(identity)
                        .setAnonymous(true)
                        .addRole(Roles.READER)
                        .build());
    }
}
