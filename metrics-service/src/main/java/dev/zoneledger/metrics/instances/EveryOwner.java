package dev.zoneledger.metrics.instances;

import dev.zoneledger.metrics.state.Address;
import dev.zoneledger.rest.Positions;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts one question to several instances at once, each of which answers for what it owns. */
@ApplicationScoped
public class EveryOwner {

    /** Names the partitions that an instance is to answer for, to another instance and in a form of their own. */
    public static final String PARTITIONS = "Zone-Partitions";

    private static final int RETRY_SECONDS = 1;

    private final Peers peers;

    EveryOwner(Peers peers) {
        this.peers = peers;
    }

    /** A request as it came. */
    public record Asked(
            String uri,
            @Nullable String authorization,
            @Nullable String prefer) {}

    /** What each of them answers, in no order; fails with a problem if one does not answer for its part. */
    public Uni<List<String>> ask(Map<Address, SortedSet<Integer>> owners, Asked asked) {
        List<Future<String>> answers = owners.entrySet().stream()
                .map(owner -> ask(owner.getKey(), owner.getValue(), asked))
                .toList();
        return Uni.createFrom()
                .completionStage(
                        () -> Future.all(answers).map(all -> all.<String>list()).toCompletionStage());
    }

    private Future<String> ask(Address address, SortedSet<Integer> partitions, Asked asked) {
        return peers.to(address, HttpMethod.GET, asked.uri, Positions.patience(asked.prefer))
                .compose(request -> sent(request, partitions, asked))
                .compose(answer -> answer.body().map(body -> part(address, answer.statusCode(), body)))
                .recover(failure -> Future.failedFuture(
                        failure instanceof ProblemException ? failure : away(address, failure.getMessage())));
    }

    private static Future<HttpClientResponse> sent(
            HttpClientRequest request, SortedSet<Integer> partitions, Asked asked) {
        request.putHeader(PARTITIONS, partitions.stream().map(String::valueOf).collect(Collectors.joining(",")));
        if (asked.authorization != null) {
            request.putHeader(HttpHeaders.AUTHORIZATION, asked.authorization);
        }
        if (asked.prefer != null) {
            request.putHeader(Positions.PREFER, asked.prefer);
        }
        return request.send();
    }

    private static String part(Address address, int status, Buffer body) {
        if (status != 200) {
            throw away(address, "it answers " + status + " " + body);
        }
        return body.toString();
    }

    private static ProblemException away(Address address, @Nullable String reason) {
        return Problem.of(
                        503,
                        "owner-away",
                        "An instance does not answer for its part",
                        "A sum without the zones of " + address + " would be wrong (" + reason + "); try again")
                .asException(RETRY_SECONDS);
    }
}
