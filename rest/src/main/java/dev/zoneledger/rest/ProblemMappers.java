package dev.zoneledger.rest;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Lets every error of a service leave as a problem. */
final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private static final Set<String> SUBJECTS = Set.of("zone", "zones", "product", "asOf", "after");
    private static final int LONGEST = 200;

    private final ProblemCounts counts;

    ProblemMappers(ProblemCounts counts) {
        this.counts = counts;
    }

    @ServerExceptionMapper
    Response problem(ProblemException exception) {
        Response.ResponseBuilder response = response(exception.problem());
        if (exception.retryAfterSeconds() != null) {
            response.header(HttpHeaders.RETRY_AFTER, exception.retryAfterSeconds());
        }
        exception.headers().forEach(response::header);
        return response.build();
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException exception, UriInfo request) {
        Response original = exception.getResponse();
        int status = original.getStatus();
        if (status >= 500) {
            failed(exception, request);
        }
        if (status < 400) {
            return original;
        }
        Response.ResponseBuilder response = response(ofStatus(status, null));
        original.getStringHeaders().forEach((name, values) -> {
            if (!name.toLowerCase(Locale.ROOT).startsWith("content-")) {
                values.forEach(value -> response.header(name, value));
            }
        });
        return response.build();
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException exception) {
        return unauthenticated();
    }

    @ServerExceptionMapper
    Response authenticationFailed(AuthenticationFailedException exception) {
        return unauthenticated();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException exception) {
        return response(ofStatus(403, "The token does not carry a role that may do this"))
                .build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable exception, UriInfo request) {
        failed(exception, request);
        return response(ofStatus(500, "The fault is ours; it is in the service's log"))
                .build();
    }

    /** With what the request is about as the subject of the line, wherever lines have one. */
    private static void failed(Throwable exception, UriInfo request) {
        Map<String, String> subject = new LinkedHashMap<>();
        subject.put("path", request.getPath());
        request.getQueryParameters().entrySet().stream()
                .filter(each -> SUBJECTS.contains(each.getKey()))
                .forEach(each -> subject.put(each.getKey(), String.join(",", each.getValue())));
        request.getPathParameters().forEach((name, values) -> subject.put(name, String.join(",", values)));
        subject.forEach((name, value) -> MDC.put(name, value.substring(0, Math.min(value.length(), LONGEST))));
        LOG.error("request failed", exception);
        subject.keySet().forEach(MDC::remove);
    }

    private Response unauthenticated() {
        return response(ofStatus(401, "A valid bearer token is needed"))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    static Problem ofStatus(int status, @Nullable String detail) {
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? "Error " + status : known.getReasonPhrase();
        return Problem.of(status, title.toLowerCase(Locale.ROOT).replace(' ', '-'), title, detail);
    }

    private Response.ResponseBuilder response(Problem problem) {
        counts.answered(problem);
        return Response.status(problem.status()).entity(problem).type(Problem.MEDIA_TYPE);
    }
}
