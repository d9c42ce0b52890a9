package dev.zoneledger.metrics.totals;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.zoneledger.contract.Position;
import dev.zoneledger.metrics.instances.EveryOwner;
import dev.zoneledger.metrics.state.Address;
import dev.zoneledger.metrics.state.Ledger;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Reflected;
import dev.zoneledger.metrics.state.Whereabouts;
import dev.zoneledger.rest.Positions;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * One question to several zones: put to every owner at once, each of which answers for its partitions, all zones of a
 * partition at one position. Nothing is left out silently: where one owner does not answer, nobody does.
 */
@Singleton
public final class ManyZones {

    private static final int RETRY_SECONDS = 1;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Ledger ledger;
    private final Whereabouts whereabouts;
    private final EveryOwner everyOwner;
    private final UriInfo uri;

    /** The address is that of the present request, whichever that is. */
    ManyZones(Ledger ledger, Whereabouts whereabouts, EveryOwner everyOwner, UriInfo uri) {
        this.ledger = ledger;
        this.whereabouts = whereabouts;
        this.everyOwner = everyOwner;
        this.uri = uri;
    }

    /**
     * What one zone says, at that position.
     *
     * @param refusal why it has nothing to say: the question names what is not in it; else null
     */
    private record OfZone<S>(
            String zone,
            String position,
            @Nullable S said,
            @Nullable Problem refusal) {}

    /** A zone's own part, before it is known at which position. */
    private record Said<S>(@Nullable S said, @Nullable Problem refusal) {}

    /**
     * What some partitions say.
     *
     * @param position of those that anything is reflected of; null if that is none
     * @param standby whether some of it comes from a copy
     */
    private record Part<S>(List<OfZone<S>> zones, @Nullable String position, boolean standby) {

        private Part<S> and(Part<S> other) {
            List<OfZone<S>> both = new ArrayList<>(zones);
            both.addAll(other.zones);
            return new Part<>(both, and(position, other.position), standby || other.standby);
        }

        private static @Nullable String and(@Nullable String one, @Nullable String other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return Position.parse(one).and(Position.parse(other)).toString();
        }
    }

    /** The answer, {@link OfZones}; to another instance this one's part of it. */
    public <S, A> Uni<RestResponse<?>> of(ZonesAsking asking, Request request, Question<S, A> question) {
        Optional<Set<String>> named = asking.named();
        Optional<SortedSet<Integer>> partitions = asking.ofPartitions();
        long deadline = System.nanoTime() + Positions.patience(asking.prefer()).toNanos();
        if (partitions.isPresent()) {
            return Uni.createFrom()
                    .<RestResponse<?>>item(
                            () -> partResponse(here(partitions.get(), named, asking, deadline, question)))
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        }
        EveryOwner.Asked asked =
                new EveryOwner.Asked(relative(uri.getRequestUri()), asking.authorization(), asking.prefer());
        EveryOwner.Answer<Part<S>> answers = new EveryOwner.Answer<>(
                own -> here(own, named, asking, deadline, question), answer -> read(answer, question));
        return keepers(named, deadline)
                .chain(keepers -> everyOwner.ask(keepers, asked, answers))
                .map(parts -> response(
                        request, named, parts.stream().reduce(Part::and).orElseThrow(), question));
    }

    private <S> Part<S> here(
            SortedSet<Integer> partitions,
            Optional<Set<String>> named,
            ZonesAsking asking,
            long deadline,
            Question<S, ?> question) {
        Position after = Positions.after(asking.after()).orElse(null);
        Part<S> part = new Part<>(List.of(), null, false);
        for (int partition : partitions) {
            Duration patience = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            Optional<Reflected<Map<String, Said<S>>>> reflected =
                    ledger.askPartition(partition, after, patience, stores -> said(stores, named, question));
            if (reflected.isPresent()) {
                part = part.and(part(reflected.get()));
            }
        }
        return part;
    }

    private static <S> Map<String, Said<S>> said(
            LedgerStores stores, Optional<Set<String>> named, Question<S, ?> question) {
        Collection<String> zones = named.map(ids ->
                        (Collection<String>) ids.stream().filter(stores::knows).toList())
                .orElseGet(stores::zones);
        return zones.stream().collect(Collectors.toMap(zone -> zone, zone -> said(stores, zone, question)));
    }

    private static <S> Said<S> said(LedgerStores stores, String zone, Question<S, ?> question) {
        try {
            return new Said<>(question.ask(stores, zone), null);
        } catch (ProblemException refused) {
            return new Said<>(null, refused.problem());
        }
    }

    private static <S> Part<S> part(Reflected<Map<String, Said<S>>> reflected) {
        String position = reflected.position().toString();
        List<OfZone<S>> zones = new ArrayList<>();
        reflected.answer().forEach((zone, own) -> zones.add(new OfZone<>(zone, position, own.said, own.refusal)));
        return new Part<>(zones, position, reflected.standby());
    }

    /** Who is to be asked for which partitions, as soon as that is known. */
    private Uni<Map<Integer, List<Address>>> keepers(Optional<Set<String>> named, long deadline) {
        Map<Integer, List<Address>> keepers = keepers(named);
        if (!keepers.isEmpty()) {
            return Uni.createFrom().item(keepers);
        }
        if (System.nanoTime() >= deadline || !whereabouts.mayBecomeKnown()) {
            return Uni.createFrom().failure(notReady());
        }
        return Uni.createFrom().voidItem().onItem().delayIt().by(LOOK_AGAIN).chain(() -> keepers(named, deadline));
    }

    /** None while they are not all known. */
    private Map<Integer, List<Address>> keepers(Optional<Set<String>> named) {
        SortedMap<Integer, List<Address>> keepers = whereabouts.keepers();
        Set<Integer> wanted = new TreeSet<>();
        for (String zone : named.orElse(Set.of())) {
            Optional<Integer> partition = whereabouts.partition(zone);
            if (partition.isEmpty() || !keepers.containsKey(partition.get())) {
                return Map.of();
            }
            wanted.add(partition.get());
        }
        if (named.isPresent()) {
            keepers.keySet().retainAll(wanted);
        }
        return keepers;
    }

    private static <S, A> RestResponse<?> response(
            Request request, Optional<Set<String>> named, Part<S> all, Question<S, A> question) {
        requireAll(named, all);
        // A comma would be taken for the end of the tag where it is sent back.
        String at = String.valueOf(all.position).replace(',', '+');
        EntityTag tag = new EntityTag(question.today() == null ? at : at + ";" + question.today());
        RestResponse.ResponseBuilder<OfZones<A>> answer = request.evaluatePreconditions(tag) == null
                ? RestResponse.ResponseBuilder.ok(answer(all, question))
                : RestResponse.ResponseBuilder.notModified();
        if (all.standby) {
            answer.header(Answers.STANDBY, true);
        }
        if (all.position != null) {
            answer.header(Positions.HEADER, all.position);
        }
        return answer.tag(tag).build();
    }

    private static void requireAll(Optional<Set<String>> named, Part<?> found) {
        Set<String> unknown = new TreeSet<>(named.orElse(Set.of()));
        found.zones.forEach(zone -> unknown.remove(zone.zone));
        if (!unknown.isEmpty()) {
            throw Problem.notFound("Nothing is known of " + String.join(", ", unknown)
                            + " here; was it written to? Ask after the position that was answered then")
                    .asException();
        }
        // What the question names is in none of them.
        if (!found.zones.isEmpty() && found.zones.stream().allMatch(zone -> zone.refusal != null)) {
            throw Objects.requireNonNull(found.zones.getFirst().refusal).asException();
        }
    }

    private static <S, A> OfZones<A> answer(Part<S> all, Question<S, A> question) {
        SortedMap<String, S> said = new TreeMap<>();
        SortedMap<String, A> told = new TreeMap<>();
        S nothing = question.together(new TreeMap<>());
        for (OfZone<S> each : all.zones) {
            if (each.said != null) {
                said.put(each.zone, each.said);
            }
            told.put(
                    each.zone, question.told(Objects.requireNonNullElse(each.said, nothing), each.zone, each.position));
        }
        return new OfZones<>(List.copyOf(told.values()), question.told(question.together(said), null, all.position));
    }

    private static RestResponse<?> partResponse(Part<?> part) {
        try {
            return RestResponse.ResponseBuilder.ok(JSON.writeValueAsString(part), MediaType.APPLICATION_JSON_TYPE)
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }

    private static <S> Part<S> read(String answer, Question<S, ?> question) {
        TypeFactory types = JSON.getTypeFactory();
        JavaType type = types.constructParametricType(Part.class, types.constructType(question.type()));
        try {
            return JSON.readValue(answer, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("another instance's part cannot be read", e);
        }
    }

    private static String relative(URI address) {
        return address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    }

    private static ProblemException notReady() {
        return Problem.of(
                        503,
                        "not-ready",
                        "The ledger is not ready",
                        "It is not known yet, or not at this moment, who keeps the zones; try again")
                .asException(RETRY_SECONDS);
    }
}
