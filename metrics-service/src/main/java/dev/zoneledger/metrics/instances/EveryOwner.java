package dev.zoneledger.metrics.instances;

import dev.zoneledger.metrics.state.Address;
import dev.zoneledger.rest.Positions;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts one question to the owners of several partitions at once, this instance among them; to a standby only where an owner
 * cannot be reached.
 */
@ApplicationScoped
public class EveryOwner {

    /** Names the partitions that an instance is to answer for, to another instance and in a form of their own. */
    public static final String PARTITIONS = "Zone-Partitions";

    private static final Logger LOG = Logger.getLogger(EveryOwner.class);
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

    /**
     * What the question is answered with.
     *
     * @param here for partitions that this instance keeps
     * @param elsewhere read from what another instance answers for those that it keeps
     */
    public record Answer<T>(Function<SortedSet<Integer>, T> here, Function<String, T> elsewhere) {}

    /**
     * All parts of the answer, in no order; fails with a problem if one is missing.
     *
     * @param keepers of each partition: whom to ask, and whom next if that one cannot be reached
     */
    public <T> Uni<List<T>> ask(Map<Integer, List<Address>> keepers, Asked asked, Answer<T> answer) {
        Map<Address, SortedSet<Integer>> partitions = new HashMap<>();
        keepers.forEach((partition, addresses) -> partitions
                .computeIfAbsent(addresses.getFirst(), address -> new TreeSet<>())
                .add(partition));
        List<Uni<List<T>>> parts = partitions.entrySet().stream()
                .map(each -> part(each.getKey(), each.getValue(), keepers, asked, answer))
                .toList();
        return Uni.join()
                .all(parts)
                .andFailFast()
                .map(all -> all.stream().flatMap(List::stream).toList());
    }

    private <T> Uni<List<T>> part(
            Address address,
            SortedSet<Integer> partitions,
            Map<Integer, List<Address>> keepers,
            Asked asked,
            Answer<T> answer) {
        if (address.isHere()) {
            return Uni.createFrom()
                    .item(() -> List.of(answer.here.apply(partitions)))
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        }
        return Uni.createFrom()
                .completionStage(() -> ask(address, partitions, asked).toCompletionStage())
                .map(text -> List.of(answer.elsewhere.apply(text)))
                .onFailure(failure -> !(failure instanceof ProblemException))
                .recoverWithUni(failure -> {
                    LOG.debugf("Instance does not answer: address=%s reason=%s", address, failure.getMessage());
                    return ask(next(address, partitions, keepers), asked, answer);
                });
    }

    /** Who is left for the partitions of one who cannot be reached. */
    private static Map<Integer, List<Address>> next(
            Address away, SortedSet<Integer> partitions, Map<Integer, List<Address>> keepers) {
        Map<Integer, List<Address>> next = new TreeMap<>();
        for (int partition : partitions) {
            List<Address> others = keepers.getOrDefault(partition, List.of()).stream()
                    .filter(address -> !address.equals(away))
                    .toList();
            if (others.isEmpty()) {
                throw missing(partitions);
            }
            next.put(partition, others);
        }
        return next;
    }

    private Future<String> ask(Address address, SortedSet<Integer> partitions, Asked asked) {
        return peers.to(address, HttpMethod.GET, asked.uri, Positions.patience(asked.prefer))
                .compose(request -> sent(request, partitions, asked))
                .compose(answer -> answer.body().map(body -> {
                    if (answer.statusCode() != 200) {
                        LOG.debugf(
                                "Instance refuses its part: address=%s status=%d answer=%s",
                                address, answer.statusCode(), body);
                        throw missing(partitions);
                    }
                    return body.toString();
                }));
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

    /** Why, and at which address, is for the log. */
    private static ProblemException missing(SortedSet<Integer> partitions) {
        return Problem.of(
                        503,
                        "owner-away",
                        "An instance does not answer for its part",
                        "A sum without the zones of partitions "
                                + partitions.stream().map(String::valueOf).collect(Collectors.joining(", "))
                                + " would be wrong; try again")
                .asException(RETRY_SECONDS);
    }
}
