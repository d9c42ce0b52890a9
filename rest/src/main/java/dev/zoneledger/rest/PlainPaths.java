package dev.zoneledger.rest;

import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses paths that two readers could read differently: {@code ;}, encoded slashes and backslashes, backslashes, segments
 * that are empty or dots. Authorisation stands on annotations of methods, never on paths; this closes the door all the same.
 */
final class PlainPaths {

    // Above the priority of every filter of the platform, so that nothing reads such a path first.
    static final int FIRST = 10_000;

    private static final Set<String> REFUSED =
            Set.of(";", "%3b", "%2f", "%5c", "\\", "//", "%00", "%2e", "/./", "/../");

    void register(@Observes Filters filters, EarlyProblems problems) {
        filters.register(context -> check(context, problems), FIRST);
    }

    private static void check(RoutingContext context, EarlyProblems problems) {
        String uri = context.request().uri();
        int query = uri.indexOf('?');
        String path = (query < 0 ? uri : uri.substring(0, query)).toLowerCase(Locale.ROOT);
        if (isPlain(path)) {
            context.next();
            return;
        }
        // Or the path, without what is refused in it, would be a label of the figures.
        if (((HttpServerRequestInternal) context.request()).metric() instanceof HttpRequestMetric metric) {
            metric.setTemplatePath("/ambiguous");
        }
        problems.answer(
                context,
                Problem.of(
                                400,
                                "ambiguous-path",
                                "The path is ambiguous",
                                "A path must not hold ';', '//', a backslash, a segment of dots, or an encoded slash,"
                                        + " backslash, dot or semicolon")
                        .asException());
    }

    // At every request: without a stream.
    private static boolean isPlain(String path) {
        for (String each : REFUSED) {
            if (path.contains(each)) {
                return false;
            }
        }
        return !path.endsWith("/.") && !path.endsWith("/..");
    }
}
