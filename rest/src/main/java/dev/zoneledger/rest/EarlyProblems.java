package dev.zoneledger.rest;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Answers with a problem that has no single errors where no endpoint has been reached: the same as {@link ProblemMappers}. */
@Singleton
public final class EarlyProblems {

    private final ProblemCounts counts;

    EarlyProblems(ProblemCounts counts) {
        this.counts = counts;
    }

    /** Ends the request. */
    public void answer(RoutingContext context, ProblemException exception) {
        Problem problem = exception.problem();
        counts.answered(problem);
        HttpServerResponse response = context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (exception.retryAfterSeconds() != null) {
            response.putHeader(
                    jakarta.ws.rs.core.HttpHeaders.RETRY_AFTER,
                    exception.retryAfterSeconds().toString());
        }
        exception.headers().forEach(response::putHeader);
        response.end(new JsonObject()
                .put("type", problem.type())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail())
                .encode());
    }
}
