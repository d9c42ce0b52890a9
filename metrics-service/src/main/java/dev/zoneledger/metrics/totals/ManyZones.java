package dev.zoneledger.metrics.totals;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * One question about several zones: put to every owner at once, each of which answers for its partitions, all zones of a
 * partition at one position. Nothing is left out silently: where one owner does not answer, nobody does.
 */
@Singleton
final class ManyZones {

    static final String UNKNOWN = "Nothing is known of one of the zones, or of several; the detail names them";
    static final String AWAY =
            "An instance does not answer for the zones that it keeps, or is not as far as `after` asks: never a sum of the "
                    + "others";

    private static final int RETRY_SECONDS = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
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

    /** What is asked of each zone. */
    @FunctionalInterface
    interface Question<R> extends BiFunction<LedgerStores, String, List<R>> {}

    /** What one zone says, at that position. */
    record OfZone<R>(String zone, String position, List<R> rows) {}

    /**
     * What some partitions say.
     *
     * @param position of those that anything is reflected of; null if that is none
     * @param standby whether some of it comes from a copy
     */
    record Part<R>(List<OfZone<R>> zones, @Nullable String position, boolean standby) {

        /** Of all zones. */
        Stream<R> rows() {
            return zones.stream().flatMap(zone -> zone.rows.stream());
        }

        private Part<R> and(Part<R> other) {
            List<OfZone<R>> both = new ArrayList<>(zones);
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

    /**
     * The answer, or to another instance this one's part of it.
     *
     * @param today the day that the answer depends on although the request does not name it
     * @param row what the question is answered with; JSON can be made of it and it again
     */
    <R, B> Uni<RestResponse<?>> of(
            ZonesAsking asking,
            Request request,
            @Nullable LocalDate today,
            Class<R> row,
            Question<R> question,
            Function<Part<R>, B> body) {
        Optional<Set<String>> named = asking.named();
        Optional<SortedSet<Integer>> partitions = asking.ofPartitions();
        if (partitions.isPresent()) {
            return Uni.createFrom().item(partResponse(here(partitions.get(), named, asking, question)));
        }
        Map<Address, SortedSet<Integer>> owners = owners(named);
        SortedSet<Integer> own = new TreeSet<>();
        owners.entrySet().removeIf(owner -> owner.getKey().isHere() && own.addAll(owner.getValue()));
        Uni<List<String>> others = everyOwner
                .ask(
                        owners,
                        new EveryOwner.Asked(relative(uri.getRequestUri()), asking.authorization(), asking.prefer()))
                .memoize()
                .indefinitely();
        // They are asked now, and answer while this one does.
        others.subscribe().with(answers -> {}, failure -> {});
        Part<R> here = here(own, named, asking, question);
        JavaType type = JSON.getTypeFactory().constructParametricType(Part.class, row);
        return others.map(answers -> {
            Part<R> all = here;
            for (String answer : answers) {
                all = all.and(ManyZones.<R>read(answer, type));
            }
            requireAll(named, all);
            return response(request, today, all, body);
        });
    }

    private <R> Part<R> here(
            SortedSet<Integer> partitions, Optional<Set<String>> named, ZonesAsking asking, Question<R> question) {
        Position after = Positions.after(asking.after()).orElse(null);
        long deadline = System.nanoTime() + Positions.patience(asking.prefer()).toNanos();
        Part<R> part = new Part<>(List.of(), null, false);
        for (int partition : partitions) {
            Duration patience = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            Optional<Reflected<Map<String, List<R>>>> reflected =
                    ledger.askPartition(partition, after, patience, stores -> answers(stores, named, question));
            if (reflected.isPresent()) {
                part = part.and(part(reflected.get()));
            }
        }
        return part;
    }

    private static <R> Map<String, List<R>> answers(
            LedgerStores stores, Optional<Set<String>> named, Question<R> question) {
        Collection<String> zones = named.map(ids ->
                        (Collection<String>) ids.stream().filter(stores::knows).toList())
                .orElseGet(stores::zones);
        Map<String, List<R>> answers = new HashMap<>();
        zones.forEach(zone -> answers.put(zone, question.apply(stores, zone)));
        return answers;
    }

    private static <R> Part<R> part(Reflected<Map<String, List<R>>> reflected) {
        String position = reflected.position().toString();
        List<OfZone<R>> zones = new ArrayList<>();
        reflected.answer().forEach((zone, rows) -> zones.add(new OfZone<>(zone, position, rows)));
        return new Part<>(zones, position, reflected.standby());
    }

    /** Who is to be asked for which partitions. */
    private Map<Address, SortedSet<Integer>> owners(Optional<Set<String>> named) {
        Map<Address, SortedSet<Integer>> owners = new HashMap<>(whereabouts.owners());
        if (owners.isEmpty()) {
            throw notReady();
        }
        named.ifPresent(zones -> {
            Set<Integer> wanted = zones.stream()
                    .map(zone -> whereabouts.partition(zone).orElseThrow(ManyZones::notReady))
                    .collect(Collectors.toSet());
            owners.values().forEach(partitions -> partitions.retainAll(wanted));
            owners.values().removeIf(Set::isEmpty);
            if (owners.values().stream().mapToInt(Set::size).sum() != wanted.size()) {
                throw notReady();
            }
        });
        return owners;
    }

    private static <R> void requireAll(Optional<Set<String>> named, Part<R> found) {
        Set<String> unknown = new TreeSet<>(named.orElse(Set.of()));
        found.zones.forEach(zone -> unknown.remove(zone.zone));
        if (!unknown.isEmpty()) {
            throw Problem.notFound("Nothing is known of " + String.join(", ", unknown)
                            + " here; was it written to? Ask after the position that was answered then")
                    .asException();
        }
    }

    private <R, B> RestResponse<?> response(
            Request request, @Nullable LocalDate today, Part<R> all, Function<Part<R>, B> body) {
        List<OfZone<R>> zones =
                all.zones.stream().sorted(Comparator.comparing(OfZone<R>::zone)).toList();
        // A comma would be taken for the end of the tag where it is sent back.
        String at = String.valueOf(all.position).replace(',', '+');
        EntityTag tag = new EntityTag(today == null ? at : at + ";" + today);
        RestResponse.ResponseBuilder<B> answer = request.evaluatePreconditions(tag) == null
                ? RestResponse.ResponseBuilder.ok(body.apply(new Part<>(zones, all.position, all.standby)))
                : RestResponse.ResponseBuilder.notModified();
        if (all.standby) {
            answer.header(Answers.STANDBY, true);
        }
        if (all.position != null) {
            answer.header(Positions.HEADER, all.position);
        }
        return answer.tag(tag).header("Cache-Control", "no-cache").build();
    }

    private static <R> RestResponse<?> partResponse(Part<R> part) {
        try {
            return RestResponse.ResponseBuilder.ok(JSON.writeValueAsString(part), MediaType.APPLICATION_JSON_TYPE)
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }

    private static <R> Part<R> read(String answer, JavaType type) {
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
