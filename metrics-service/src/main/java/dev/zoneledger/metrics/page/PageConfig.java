package dev.zoneledger.metrics.page;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Where the page finds what is not here. */
@ConfigMapping(prefix = "zone.page")
interface PageConfig {

    /**
     * The origin of catalog-service, as browsers reach it; it has to let this page in ({@code quarkus.http.cors.origins}). Behind
     * one origin, as in a cluster, it is left out.
     */
    Optional<URI> catalog();

    /** Where people sign in. */
    SignIn signIn();

    /** A client of an OpenID Connect server. */
    interface SignIn {

        /**
         * The issuer's address, as browsers reach it. The server has to let this page in. Left out, the page asks for a token where
         * one is needed.
         */
        Optional<URI> issuer();

        /** Id of a public client that may come back to the address of this page; it uses PKCE. */
        String client();
    }
}
