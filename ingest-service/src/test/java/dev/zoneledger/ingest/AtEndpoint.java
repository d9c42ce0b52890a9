package dev.zoneledger.ingest;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Knows which requests of tests have come to an endpoint. */
final class AtEndpoint {

    static final String NAME = "Test-Request";

    private static final Set<String> COME = ConcurrentHashMap.newKeySet();

    static boolean hasCome(String request) {
        return COME.contains(request);
    }

    @ServerRequestFilter(preMatching = true)
    void note(ContainerRequestContext request) {
        String name = request.getHeaderString(NAME);
        if (name != null) {
            COME.add(name);
        }
    }
}
