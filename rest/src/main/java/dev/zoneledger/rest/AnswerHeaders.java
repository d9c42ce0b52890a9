package dev.zoneledger.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.config.ConfigMapping;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What every answer bears unless its address says otherwise. The platform's {@code quarkus.http.header} is a route for each
 * header, to be gone through at each request, which all together costs half of what reading a claim does.
 */
@Singleton
final class AnswerHeaders {

    // Ahead of what answers first of all.
    private static final int FIRST = PlainPaths.FIRST + 1;

    /** Settings of what answers over HTTP have in common. */
    @ConfigMapping(prefix = "zone.http")
    interface Settings {
        /** Values by the headers' names. */
        Map<String, String> header();
    }

    private final Map<CharSequence, CharSequence> headers;

    AnswerHeaders(Settings settings) {
        headers = settings.header().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        each -> HttpHeaders.createOptimized(each.getKey()),
                        each -> HttpHeaders.createOptimized(each.getValue())));
    }

    void register(@Observes Filters filters) {
        filters.register(this::set, FIRST);
    }

    private void set(RoutingContext context) {
        MultiMap answer = context.response().headers();
        headers.forEach(answer::set);
        context.next();
    }
}
