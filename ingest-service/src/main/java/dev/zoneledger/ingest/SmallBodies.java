package dev.zoneledger.ingest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Reads small bodies on the event loop, before a thread is given to the request: one that reads a stream waits for the event
 * loop twice, which costs more than a single post does otherwise. What says no length, or a greater one, stays a stream.
 */
final class SmallBodies {

    // After PlainPaths and before everything of the platform.
    private static final int EARLY = 9_000;

    /** So much may come from callers who have not been asked for their token yet. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final int BAD_REQUEST = 400;

    void register(@Observes Filters filters) {
        filters.register(SmallBodies::read, EARLY);
    }

    private static void read(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.method() != HttpMethod.POST || !isSmall(request.getHeader(HttpHeaders.CONTENT_LENGTH))) {
            context.next();
            return;
        }
        request.body().onComplete(body -> goOn(context, body));
        // Quarkus pauses each request until somebody reads it.
        request.resume();
    }

    private static void goOn(RoutingContext context, AsyncResult<Buffer> body) {
        if (body.succeeded()) {
            ((RoutingContextInternal) context).setBody(body.result());
            context.next();
        } else {
            context.fail(BAD_REQUEST, body.cause());
        }
    }

    private static boolean isSmall(@Nullable String length) {
        return length != null && length.length() <= 5 && Integer.parseInt(length) <= MAX_BYTES;
    }
}
