package dev.zoneledger.metrics.instances;

import dev.zoneledger.metrics.state.Address;
import dev.zoneledger.metrics.state.Keepers;
import dev.zoneledger.metrics.state.Whereabouts;
import dev.zoneledger.rest.Positions;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Passes a question about a zone on to the instance that keeps it, as it came, and the answer back, as it came: one hop at
 * most, to nobody but whom Kafka Streams names, and to a standby only where the owner cannot be reached. Who asks is
 * examined by the one who answers.
 */
@ApplicationScoped
class Forwarding {

    private static final Logger LOG = Logger.getLogger(Forwarding.class);

    // After the refusal of ambiguous paths, before anything that reads a body.
    private static final int PRIORITY = 1000;
    private static final String ZONES = "/v1/zones/";

    /** Whoever passes a request on must not have others do it twice. */
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);

    /** Of one connection, not of the message; RFC 9110, 7.6.1. */
    private static final Set<String> OF_CONNECTION = Set.of(
            "connection",
            "host",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** Comes from a topic, which every instance reads. */
    private static final String STREAM = "/stream";

    private final Whereabouts whereabouts;
    private final Peers peers;

    Forwarding(Whereabouts whereabouts, Peers peers) {
        this.whereabouts = whereabouts;
        this.peers = peers;
    }

    void register(@Observes Filters filters) {
        filters.register(this::route, PRIORITY);
    }

    private void route(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!METHODS.contains(request.method()) || request.headers().contains(Peers.FORWARDED)) {
            context.next();
            return;
        }
        Optional<Keepers> keepers = zone(request.path()).flatMap(whereabouts::keepers);
        if (keepers.isEmpty() || keepers.get().owner().isHere()) {
            // What cannot be answered here is refused where it would be answered.
            context.next();
            return;
        }
        List<Address> all = new ArrayList<>(List.of(keepers.get().owner()));
        all.addAll(keepers.get().standbys());
        forward(context, all);
    }

    private static Optional<String> zone(@Nullable String path) {
        if (path == null || !path.startsWith(ZONES) || path.endsWith(STREAM)) {
            return Optional.empty();
        }
        int end = path.indexOf('/', ZONES.length());
        if (end < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    URLDecoder.decode(path.substring(ZONES.length(), end).replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    /** To the first of these who can be reached. */
    private void forward(RoutingContext context, List<Address> addresses) {
        if (addresses.isEmpty() || addresses.getFirst().isHere()) {
            context.next();
            return;
        }
        Address address = addresses.getFirst();
        HttpServerRequest request = context.request();
        // Of a request that may have a body only the connection is tried again: the body is read once.
        boolean isRepeatable = request.method() != HttpMethod.POST;
        peers.to(address, request.method(), request.uri(), silence(request))
                .onFailure(failure -> elsewhere(context, addresses, failure))
                .onSuccess(outgoing -> sent(request, outgoing)
                        .onSuccess(answer -> passBack(answer, context))
                        .onFailure(
                                failure -> elsewhere(context, isRepeatable ? addresses : List.of(address), failure)));
    }

    private void elsewhere(RoutingContext context, List<Address> addresses, Throwable failure) {
        LOG.debugf("Instance does not answer: address=%s reason=%s", addresses.getFirst(), failure.getMessage());
        if (!context.response().closed()) {
            forward(context, addresses.subList(1, addresses.size()));
        }
    }

    private static Future<HttpClientResponse> sent(HttpServerRequest request, HttpClientRequest outgoing) {
        copy(request.headers(), outgoing.headers());
        outgoing.putHeader(Peers.FORWARDED, "true");
        request.response().closeHandler(closed -> outgoing.reset());
        return request.method() == HttpMethod.POST ? outgoing.send(request) : outgoing.send();
    }

    private static void passBack(HttpClientResponse answer, RoutingContext context) {
        HttpServerResponse response = context.response();
        response.setStatusCode(answer.statusCode());
        copy(answer.headers(), response.headers());
        if (context.request().method() == HttpMethod.HEAD || answer.statusCode() == 304) {
            response.end();
            return;
        }
        if (!response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            response.setChunked(true);
        }
        // What breaks off must not look complete.
        answer.pipe().endOnFailure(false).to(response).onFailure(failure -> response.reset());
    }

    private static Duration silence(HttpServerRequest request) {
        return request.getParam("after") == null
                ? Duration.ZERO
                : Positions.patience(request.getHeader(Positions.PREFER));
    }

    private static void copy(MultiMap from, MultiMap to) {
        Set<String> named = new HashSet<>();
        for (String connection : from.getAll(HttpHeaders.CONNECTION)) {
            named.addAll(List.of(connection.toLowerCase(Locale.ROOT).trim().split("\\s*,\\s*")));
        }
        for (String name : from.names()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OF_CONNECTION.contains(lower) && !named.contains(lower)) {
                to.set(name, from.getAll(name));
            }
        }
    }
}
