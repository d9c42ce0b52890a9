package dev.zoneledger.ingest;

import dev.zoneledger.ingest.Posts.Accepted;
import dev.zoneledger.ingest.Posts.Receipt;
import dev.zoneledger.ingest.Writer.Rights;
import dev.zoneledger.ingest.entry.IngestLimits;
import dev.zoneledger.rest.EarlyProblems;
import dev.zoneledger.rest.KnownTokens;
import dev.zoneledger.rest.Positions;
import dev.zoneledger.rest.ProblemException;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A shorter way for what comes most, one claim in which everything is as it should be, by a caller whose token was verified a
 * moment ago: what a platform does around an endpoint costs several times what reading a claim does. It only ever accepts,
 * and as the endpoint does; whatever is rare or wrong goes on to {@link EntriesResource#claims}, which alone refuses, and
 * whose roles are asked for here. Why, and what it passes by: docs/decisions/0021-a-shorter-way-for-plain-claims.md.
 */
@Singleton
final class PlainClaims {

    private static final Logger LOG = Logger.getLogger(PlainClaims.class);

    private static final String PATH = "/v1/claims";

    /** Behind the fixed headers of answers, {@code PlainPaths} and CORS (-300), ahead of authentication (-200). */
    private static final int ORDER = -250;

    /** Rules by path, which are looked at behind that. There are none unless who deploys it makes some. */
    private static final String RULES_BY_PATH = "quarkus.http.auth.permission.";

    private static final String JSON = "application/json";
    // In the endpoint's spelling.
    private static final CharSequence CONTENT_TYPE = HttpHeaders.createOptimized("Content-Type");
    private static final CharSequence JSON_UTF_8 = HttpHeaders.createOptimized("application/json;charset=UTF-8");
    private static final CharSequence POSITION = HttpHeaders.createOptimized(Positions.HEADER);
    private static final CharSequence IDEMPOTENCY_KEY = HttpHeaders.createOptimized(RetryKey.HEADER);

    private final KnownTokens tokens;
    private final Posts posts;
    private final EarlyProblems problems;
    private final List<String> roles = rolesOfEndpoint();
    private final long longest;
    private final boolean open;

    PlainClaims(
            KnownTokens tokens,
            Posts posts,
            EarlyProblems problems,
            IngestLimits limits,
            Config config,
            @ConfigProperty(name = "quarkus.rest.input-buffer-size") MemorySize longest,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced) {
        this.tokens = tokens;
        this.posts = posts;
        this.problems = problems;
        this.longest = Math.min(longest.asLongValue(), limits.body().asLongValue());
        // The endpoint gives a trace its name.
        this.open = untraced
                && StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                        .noneMatch(each -> each.startsWith(RULES_BY_PATH));
    }

    private static List<String> rolesOfEndpoint() {
        try {
            return List.of(EntriesResource.class
                    .getMethod("claims", InputStream.class, Keyed.class)
                    .getAnnotation(RolesAllowed.class)
                    .value());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    void register(@Observes Router router) {
        if (open) {
            router.post(PATH).order(ORDER).handler(this::take);
        }
    }

    private void take(RoutingContext context) {
        HttpServerRequest request = context.request();
        Rights rights = isPlain(request) ? rights(request) : null;
        if (rights == null) {
            context.next();
            return;
        }
        // The platform has paused it.
        request.resume();
        request.bodyHandler(body -> accept(context, body, rights));
    }

    /** Whether it asks for nothing but that its body be published. */
    private boolean isPlain(HttpServerRequest request) {
        MultiMap headers = request.headers();
        String accept = headers.get(HttpHeaders.ACCEPT);
        return PATH.equals(request.uri())
                && JSON.equals(headers.get(HttpHeaders.CONTENT_TYPE))
                && (accept == null || accept.equals("*/*") || accept.equals(JSON))
                && isShort(headers.get(HttpHeaders.CONTENT_LENGTH))
                && !headers.contains(IDEMPOTENCY_KEY)
                && !headers.contains(HttpHeaders.CONTENT_ENCODING)
                && !headers.contains(HttpHeaders.EXPECT);
    }

    private boolean isShort(@Nullable String length) {
        try {
            return length != null && Long.parseLong(length) <= longest;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Of its caller; null if the endpoint is to find out who that is, or to refuse it. */
    private @Nullable Rights rights(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        SecurityIdentity caller = authorization == null ? null : tokens.find(authorization);
        return caller != null && isAllowed(caller) ? caller.getCredential(Rights.class) : null;
    }

    // At every request: without a stream.
    private boolean isAllowed(SecurityIdentity caller) {
        for (String role : roles) {
            if (caller.hasRole(role)) {
                return true;
            }
        }
        return false;
    }

    private void accept(RoutingContext context, Buffer body, Rights rights) {
        CompletionStage<Receipt> published = null;
        try {
            published = posts.plainClaim(body.getBytes(), rights);
        } catch (RuntimeException fault) {
            LOG.debug("a plain claim goes to the endpoint", fault);
        }
        if (published == null) {
            handOn(context, body);
            return;
        }
        Context loop = context.vertx().getOrCreateContext();
        published.whenComplete((receipt, failure) -> loop.runOnContext(now -> {
            if (receipt != null) {
                answer(context.response(), receipt);
            } else if (failure.getCause() instanceof ProblemException problem) {
                problems.answer(context, problem);
            } else {
                // A fault of ours, which will meet the endpoint too, and is told there.
                handOn(context, body);
            }
        }));
    }

    private static void handOn(RoutingContext context, Buffer body) {
        ((RoutingContextInternal) context).setBody(body);
        context.next();
    }

    private void answer(HttpServerResponse response, Receipt receipt) {
        response.setStatusCode(Status.ACCEPTED.getStatusCode());
        response.headers().set(CONTENT_TYPE, JSON_UTF_8).set(POSITION, receipt.position());
        response.end(Buffer.buffer(json(receipt)));
    }

    /** As the endpoint writes it: neither ids nor a position have anything that JSON would escape. */
    private static String json(Receipt receipt) {
        Accepted claim = receipt.accepted().getFirst();
        return "{\"accepted\":[{\"id\":\"" + claim.id() + "\",\"revision\":" + claim.revision() + ",\"event\":\""
                + claim.event() + "\"}],\"position\":\"" + receipt.position() + "\"}";
    }
}
