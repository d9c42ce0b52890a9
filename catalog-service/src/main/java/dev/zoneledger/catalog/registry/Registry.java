package dev.zoneledger.catalog.registry;

import dev.zoneledger.catalog.log.Progress;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Ids;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.OutputStream;
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
    private static final int EXPORT_SECONDS = 3600;

    private final EntityManager entities;
    private final Progress progress;
    private final Exports.Place place;

    Registry(EntityManager entities, Progress progress, Exports.Place place) {
        this.entities = entities;
        this.progress = progress;
        this.place = place;
    }

    /** What a transaction looks at: how far it reflects the log, and the tag of answers from it; both null if not at all. */
    private record Look(
            @Nullable Position position, @Nullable String edition) {

        /**
         * Weak, since it names what the answer reflects and not its bytes: the same address, form and tag give the same answer.
         * Without commas, at which lists of tags are parted. The edition tells apart what a replay or a rebuild has changed.
         */
        @Nullable
        EntityTag tag(@Nullable Object also) {
            return position == null
                    ? null
                    : new EntityTag(
                            position.toString().replace(',', '+') + "." + edition + (also == null ? "" : ";" + also),
                            true);
        }

        /** The answer that what the client has is still so; null if it is not, or if it has nothing. */
        Response.@Nullable ResponseBuilder unchanged(Reads reads, @Nullable Object also) {
            EntityTag tag = tag(also);
            Response.ResponseBuilder unchanged = tag == null ? null : reads.request.evaluatePreconditions(tag);
            return unchanged == null ? null : on(unchanged, also);
        }

        /** The answer with the headers that tell what it reflects. */
        Response.ResponseBuilder on(Response.ResponseBuilder response, @Nullable Object also) {
            if (position != null) {
                response.header(Positions.HEADER, position.toString()).tag(tag(also));
            }
            return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        }
    }

    /** The answer to a query that wants to be answered after a position of the log. */
    public Response answer(Reads reads, Supplier<Object> query) {
        return answer(reads, null, null, query);
    }

    /** The answer from what was on record at an instant. */
    public Response answer(PastReads reads, Supplier<Object> query) {
        return answer(reads, reads.instant(), null, query);
    }

    /**
     * The same.
     *
     * @param also what the answer depends on beside the address and the tables; null if on nothing
     */
    public Response answer(PastReads reads, @Nullable Object also, Supplier<Object> query) {
        return answer(reads, reads.instant(), also, query);
    }

    /** The answer to a query about more than the tables: the same address may answer otherwise at the same position. */
    Response answerOfNow(Reads reads, Supplier<Object> query) {
        awaitAsked(reads);
        record Found(Object body, Optional<Position> position) {}
        Found found = inTransaction(() -> new Found(query.get(), position()));
        Response.ResponseBuilder response = Response.ok(found.body).header(HttpHeaders.CACHE_CONTROL, "no-store");
        found.position.ifPresent(position -> response.header(Positions.HEADER, position.toString()));
        return response.build();
    }

    private Response answer(Reads reads, @Nullable Instant knownAt, @Nullable Object also, Supplier<Object> query) {
        awaitAsked(reads);
        return inTransaction(() -> {
            Look look = look(knownAt);
            Response.ResponseBuilder unchanged = look.unchanged(reads, also);
            if (unchanged != null) {
                return unchanged.build();
            }
            Object body = query.get();
            Response.ResponseBuilder response = look.on(Response.ok(body), also);
            if (body instanceof Page page) {
                links(response, reads, page.next());
            }
            return response.build();
        });
    }

    /** What an export writes. */
    interface Body {
        void write(OutputStream out) throws IOException;
    }

    /**
     * An answer that is written while it is read from one snapshot, which is open until it has been sent. So many of them at
     * a time: each holds a connection of the database, and the log needs one too.
     */
    Response.ResponseBuilder export(ListReads reads, Format format, Body body) {
        awaitAsked(reads);
        Instant knownAt = reads.instant();
        if (reads.isHead()) {
            return inTransaction(() -> look(knownAt).on(Response.ok("").type(format.contentType()), format));
        }
        place.take();
        return whileReachable(() -> {
            QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout(EXPORT_SECONDS));
            try {
                Look look = look(knownAt);
                Response.ResponseBuilder unchanged = look.unchanged(reads, format);
                if (unchanged != null) {
                    QuarkusTransaction.rollback();
                    return unchanged;
                }
                return look.on(Response.ok(new OpenExport(body)).type(format.contentType()), format);
            } catch (RuntimeException e) {
                QuarkusTransaction.rollback();
                throw e;
            }
        });
    }

    private record OpenExport(Body body) implements Export {
        @Override
        public void write(OutputStream out) throws IOException {
            body.write(out);
        }

        @Override
        public void close() {
            QuarkusTransaction.rollback();
        }
    }

    /** Waits until what the request asks for is reflected. */
    void awaitAsked(Reads reads) {
        Positions.after(reads.after).ifPresent(asked -> await(asked, Positions.patience(reads.prefer)));
    }

    /** Makes the transaction a look at one snapshot, of what was on record at that instant. */
    private Look look(@Nullable Instant knownAt) {
        entities.createNativeQuery("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                .executeUpdate();
        if (knownAt != null) {
            entities.createNativeQuery("SELECT set_config('zone.known_at', :instant, true)", String.class)
                    .setParameter("instant", knownAt.toString())
                    .getSingleResult();
        }
        List<Tuple> rows = positions();
        return rows.isEmpty()
                ? new Look(null, null)
                : new Look(position(rows), String.valueOf(rows.getFirst().get(2)));
    }

    /** RFC 8288: where the list begins, and where it goes on. */
    private static void links(Response.ResponseBuilder response, Reads reads, @Nullable String next) {
        response.links(link(reads, "first"));
        if (next != null) {
            response.links(link(reads, "next", next));
        }
    }

    private static Link link(Reads reads, String relation, String... cursor) {
        return Link.fromUri(reads.uri
                        .getRequestUriBuilder()
                        .replaceQueryParam("cursor", (Object[]) cursor)
                        .build())
                .rel(relation)
                .build();
    }

    /** How far the log is reflected; empty before its first record. */
    public Optional<Position> position() {
        List<Tuple> rows = positions();
        return rows.isEmpty() ? Optional.empty() : Optional.of(position(rows));
    }

    /** Partition, last offset, and the edition of the tables, which is the same in each row. */
    private List<Tuple> positions() {
        return entities.unwrap(Session.class)
                .createNativeQuery(
                        "SELECT log_partition, next_offset - 1 AS reached, (SELECT number FROM edition) AS edition"
                                + " FROM log_position WHERE next_offset > 0",
                        Tuple.class)
                .getResultList();
    }

    private static Position position(List<Tuple> rows) {
        TreeMap<Integer, Long> offsets = new TreeMap<>();
        rows.forEach(row -> offsets.put(((Number) row.get(0)).intValue(), ((Number) row.get(1)).longValue()));
        return new Position(offsets);
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
        if (!Ids.isId(id)) {
            throw Problem.notFound("There is no " + type.kind() + " of that id").asException();
        }
        List<String> zones = rows(
                        "SELECT zone FROM " + (past ? "registered_then" : "registered")
                                + " WHERE kind = :kind AND id = :id AND (:zone = '' OR zone = :zone) ORDER BY zone LIMIT "
                                + (Records.ZONES_TOLD + 1),
                        Map.of("kind", type.kind(), "id", id, "zone", zone == null ? "" : zone))
                .stream()
                .map(row -> (String) row.get(0))
                .toList();
        return Records.only(zones, type.kind(), id, zones);
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
        return whileReachable(() -> QuarkusTransaction.requiringNew().call(work::get));
    }

    private static <T> T whileReachable(Supplier<T> work) {
        try {
            return work.get();
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
