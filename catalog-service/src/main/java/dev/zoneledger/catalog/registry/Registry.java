package dev.zoneledger.catalog.registry;

import dev.zoneledger.catalog.log.Progress;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Position;
import dev.zoneledger.rest.Positions;
import dev.zoneledger.rest.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Reads from one snapshot of the tables, and says which position of the log it reflects. */
@ApplicationScoped
public class Registry {

    // Another instance may write what is waited for here; it does not wake us.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int RETRY_AFTER_SECONDS = 5;

    private final EntityManager entities;
    private final Progress progress;

    Registry(EntityManager entities, Progress progress) {
        this.entities = entities;
        this.progress = progress;
    }

    private record Snapshot(
            Object body,
            @Nullable Position position,
            @Nullable EntityTag tag) {}

    /** The answer to a query that wants to be answered after a position of the log. */
    public Response answer(Reads reads, Supplier<Object> query) {
        return answer(reads, null, null, query);
    }

    /** The answer from what was on record at an instant. */
    public Response answer(PastReads reads, Supplier<Object> query) {
        return answer(reads, reads.instant(), null, query);
    }

    /** The answer to a query about more than the tables: the same address may answer otherwise at the same position. */
    Response answerOfNow(Reads reads, Supplier<Object> query) {
        Positions.after(reads.after).ifPresent(asked -> await(asked, Positions.patience(reads.prefer)));
        Snapshot snapshot =
                inTransaction(() -> new Snapshot(query.get(), position().orElse(null), null));
        Response.ResponseBuilder response = Response.ok(snapshot.body).header("Cache-Control", "no-store");
        if (snapshot.position != null) {
            response.header(Positions.HEADER, snapshot.position.toString());
        }
        return response.build();
    }

    /**
     * The same.
     *
     * @param also what the answer depends on beside the address and the tables; null if on nothing
     */
    public Response answer(PastReads reads, @Nullable Object also, Supplier<Object> query) {
        return answer(reads, reads.instant(), also, query);
    }

    private Response answer(Reads reads, @Nullable Instant knownAt, @Nullable Object also, Supplier<Object> query) {
        Positions.after(reads.after).ifPresent(asked -> await(asked, Positions.patience(reads.prefer)));
        Snapshot snapshot = inTransaction(() -> {
            entities.createNativeQuery("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .executeUpdate();
            if (knownAt != null) {
                entities.createNativeQuery("SELECT set_config('zone.known_at', :instant, true)", String.class)
                        .setParameter("instant", knownAt.toString())
                        .getSingleResult();
            }
            Position position = position().orElse(null);
            EntityTag tag = position == null ? null : tag(position, also);
            Response.ResponseBuilder unchanged = tag == null ? null : reads.request.evaluatePreconditions(tag);
            return new Snapshot(unchanged == null ? query.get() : unchanged, position, tag);
        });
        Response.ResponseBuilder response =
                snapshot.body instanceof Response.ResponseBuilder unchanged ? unchanged : Response.ok(snapshot.body);
        if (snapshot.position != null) {
            response.header(Positions.HEADER, snapshot.position.toString()).tag(snapshot.tag);
        }
        if (snapshot.body instanceof Page page && page.next() != null) {
            response.links(Link.fromUri(reads.uri
                            .getRequestUriBuilder()
                            .replaceQueryParam("cursor", page.next())
                            .build())
                    .rel("next")
                    .build());
        }
        return response.build();
    }

    /**
     * Weak, since it names what the answer reflects and not its bytes: the same address and tag give the same answer. Without
     * commas, at which lists of tags are parted. The edition tells apart what a replay or a rebuild has changed.
     */
    private EntityTag tag(Position position, @Nullable Object also) {
        Object edition = entities.createNativeQuery("SELECT number FROM edition", Long.class)
                .getSingleResult();
        return new EntityTag(
                position.toString().replace(',', '+') + "." + edition + (also == null ? "" : ";" + also), true);
    }

    /** How far the log is reflected; empty before its first record. */
    public Optional<Position> position() {
        TreeMap<Integer, Long> offsets = new TreeMap<>();
        for (Tuple row : entities.unwrap(Session.class)
                .createNativeQuery(
                        "SELECT log_partition, next_offset - 1 AS reached FROM log_position WHERE next_offset > 0",
                        Tuple.class)
                .getResultList()) {
            offsets.put(((Number) row.get(0)).intValue(), ((Number) row.get(1)).longValue());
        }
        return offsets.isEmpty() ? Optional.empty() : Optional.of(new Position(offsets));
    }

    /** The rows of a query of its own SQL; values are only ever parameters. */
    public List<Tuple> rows(String sql, Map<String, ?> parameters) {
        var query = entities.unwrap(Session.class).createNativeQuery(sql, Tuple.class);
        parameters.forEach((name, value) -> {
            if (value instanceof Collection<?> several) {
                query.setParameterList(name, several);
            } else {
                query.setParameter(name, value);
            }
        });
        return query.getResultList();
    }

    /** The zone in which the record of that id is; 404 if there is none, 409 if several zones have one. */
    public String zoneOf(EventType type, @Nullable String zone, String id, boolean past) {
        List<String> zones = rows(
                        "SELECT zone FROM " + (past ? "registered_then" : "registered")
                                + " WHERE kind = :kind AND id = :id AND (:zone = '' OR zone = :zone) ORDER BY zone LIMIT "
                                + (RecordsResource.ZONES_TOLD + 1),
                        Map.of("kind", type.kind(), "id", id, "zone", zone == null ? "" : zone))
                .stream()
                .map(row -> (String) row.get(0))
                .toList();
        return RecordsResource.only(zones, type.kind(), id, zones);
    }

    private void await(Position asked, Duration patience) {
        Instant end = Instant.now().plus(patience);
        while (true) {
            Optional<Position> reached = inTransaction(this::position);
            if (reached.isPresent() && reflects(reached.get(), asked)) {
                return;
            }
            if (!Instant.now().isBefore(end)) {
                throw Positions.notReached(asked, reached.orElse(null));
            }
            try {
                progress.await(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Positions.notReached(asked, reached.orElse(null));
            }
        }
    }

    /** A database that is away is no fault of the request's: 503, to be tried again. */
    static <T> T inTransaction(Supplier<T> work) {
        try {
            return QuarkusTransaction.requiringNew().call(work::get);
        } catch (PersistenceException | QuarkusTransactionException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql && isAway(sql)) {
                    throw Problem.of(503, "database-away", "The database does not answer", "Try again")
                            .asException(RETRY_AFTER_SECONDS);
                }
            }
            throw e;
        }
    }

    /** By class of SQLSTATE: no connection, no resources, shutting down; none at all if the pool gave no connection. */
    private static boolean isAway(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    }

    private static boolean reflects(Position reached, Position asked) {
        return asked.offsets().entrySet().stream()
                .allMatch(each -> reached.offsets().getOrDefault(each.getKey(), -1L) >= each.getValue());
    }
}
