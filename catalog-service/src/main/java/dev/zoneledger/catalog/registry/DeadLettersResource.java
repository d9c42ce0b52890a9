package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.catalog.log.LogAwayException;
import dev.zoneledger.catalog.log.Replay;
import dev.zoneledger.catalog.registry.DeadLetterAnswers.Bytes;
import dev.zoneledger.catalog.registry.DeadLetterAnswers.DeadLetter;
import dev.zoneledger.catalog.registry.DeadLetterAnswers.DeadLetters;
import dev.zoneledger.catalog.registry.DeadLetterAnswers.Done;
import dev.zoneledger.catalog.registry.DeadLetterAnswers.HeaderOf;
import dev.zoneledger.catalog.registry.DeadLetterAnswers.Links;
import dev.zoneledger.catalog.registry.DeadLetterAnswers.Origin;
import dev.zoneledger.catalog.registry.DeadLetterAnswers.Replayed;
import dev.zoneledger.catalog.registry.DeadLetterAnswers.WholeDeadLetter;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Position;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Records of the log that are no events, and reading them again once they are. */
@Path("/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Log", description = "The log that the registry is a fold of")
class DeadLettersResource {

    private static final Logger LOG = Logger.getLogger(DeadLettersResource.class);
    private static final ObjectMapper JSON = Json.mapper();
    private static final int RETRY_AFTER_SECONDS = 5;

    private static final String COLUMNS =
            "SELECT log_partition, log_offset, reason, size, recorded_at, replayed_at, replayed_by FROM dead_letter";

    private final Registry registry;
    private final EntityManager entities;
    private final Replay replay;
    private final SecurityIdentity caller;

    DeadLettersResource(Registry registry, EntityManager entities, Replay replay, SecurityIdentity caller) {
        this.registry = registry;
        this.entities = entities;
        this.replay = replay;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.STEWARD)
    @Operation(
            summary = "Records of the log that are no events, latest first",
            description =
                    "Each stands in the log, where nothing is ever deleted, and with its reason in the dead-letter topic")
    @APIResponse(
            responseCode = "200",
            description = "Empty if there are none",
            content =
                    @Content(
                            schema = @Schema(implementation = DeadLetters.class),
                            examples = @ExampleObject(name = "one", value = """
                                    {"items": [{"position": "1@83",
                                      "origin": {"topic": "zone.events.v1", "partition": 1, "offset": 83},
                                      "reason": "unknown event type zone.nothing.v9", "size": 412,
                                      "recordedAt": "2026-10-15T08:00:00Z",
                                      "links": {"self": "/v1/dead-letters/1@83", "data": "/v1/dead-letters/1@83/data",
                                                "replay": "/v1/dead-letters/1@83/replay"}}]}""")))
    public Response list(
            @RestQuery
                    @Parameter(
                            description = "Only those of that partition of the log",
                            schema = @Schema(implementation = Integer.class))
                    @Nullable
                    String partition,
            @RestQuery
                    @Parameter(
                            description = "Only those whose reason contains this text, upper and lower case alike",
                            example = "unknown event type")
                    @Nullable
                    String reason,
            @RestQuery
                    @Parameter(
                            description = "Only those that are events by now, or only those that are not",
                            schema = @Schema(implementation = Boolean.class))
                    @Nullable
                    String replayed,
            @BeanParam Reads reads,
            @BeanParam Paging paging) {
        int limit = Page.limit(paging.limit);
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        if (partition != null) {
            conditions.add("log_partition = :partition");
            parameters.put("partition", number("partition", partition));
        }
        if (reason != null) {
            conditions.add("strpos(lower(reason), lower(:reason)) > 0");
            parameters.put("reason", text("reason", reason));
        }
        Boolean done = Choices.yesOrNo("replayed", replayed);
        if (done != null) {
            conditions.add(done ? "replayed_at IS NOT NULL" : "replayed_at IS NULL");
        }
        List<String> last = paging.after();
        if (last != null) {
            conditions.add(
                    "(recorded_at, log_partition, log_offset) < (to_timestamp(:at / 1000.0), :lastPartition, :lastOffset)");
            parameters.put("at", Long.parseLong(last.get(0)));
            parameters.put("lastPartition", Integer.parseInt(last.get(1)));
            parameters.put("lastOffset", Long.parseLong(last.get(2)));
        }
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        return registry.answer(reads, () -> {
            var query = entities.unwrap(Session.class)
                    .createNativeQuery(
                            COLUMNS + where + " ORDER BY recorded_at DESC, log_partition DESC, log_offset DESC",
                            Tuple.class)
                    .setMaxResults(limit + 1);
            parameters.forEach(query::setParameter);
            List<Tuple> rows = query.getResultList();
            boolean more = rows.size() > limit;
            List<Tuple> page = more ? rows.subList(0, limit) : rows;
            return new Page(
                    page.stream()
                            .map(row -> JSON.<com.fasterxml.jackson.databind.JsonNode>valueToTree(letter(row)))
                            .toList(),
                    more ? paging.next(keys(page.getLast())) : null);
        });
    }

    @GET
    @Path("{position}")
    @RolesAllowed(Roles.STEWARD)
    @Operation(
            summary = "One dead letter, with its key, headers and data as they stand in the log",
            description =
                    "Decodes it again: `reasonNow` says why it is still no event, `event` what it says if it is one by now. Of key, headers and data at most the first MiB each is shown")
    @APIResponse(
            responseCode = "200",
            description = "The record",
            content = @Content(schema = @Schema(implementation = WholeDeadLetter.class)))
    @APIResponse(responseCode = "404", description = "There is no dead letter at that position")
    @APIResponse(responseCode = "503", description = "The log does not answer")
    public Response one(
            @RestPath @Parameter(description = "Where it stands in the log", example = "1@83") String position,
            @BeanParam Reads reads) {
        Place place = Place.parse(position);
        return registry.answerOfNow(reads, () -> {
            DeadLetter letter = letter(row(place));
            Replay.Reading reading = read(place);
            List<HeaderOf> headers = new ArrayList<>();
            reading.headers((name, value) -> headers.add(new HeaderOf(name, Bytes.of(value))));
            return new WholeDeadLetter(
                    letter.position(),
                    letter.origin(),
                    letter.reason(),
                    letter.size(),
                    letter.recordedAt(),
                    letter.replayed(),
                    reading.reason(),
                    reading.event(),
                    Bytes.of(reading.key()),
                    headers,
                    Bytes.of(reading.data()),
                    letter.links());
        });
    }

    @GET
    @Path("{position}/data")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.STEWARD)
    @Operation(summary = "The data of a dead letter, as they are", description = "404 too if the record has none")
    @APIResponse(
            responseCode = "200",
            description = "The bytes",
            content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM))
    @APIResponse(responseCode = "404", description = "There is no dead letter at that position, or it has no data")
    public Response data(@RestPath @Parameter(example = "1@83") String position, @BeanParam Reads reads) {
        Place place = Place.parse(position);
        Registry.inTransaction(() -> row(place));
        byte[] value = read(place).data();
        if (value == null) {
            throw Problem.notFound("The record at " + place + " has no data").asException();
        }
        return Response.ok(value, MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", "attachment; filename=\"dead-letter-" + place + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    @POST
    @Path("{position}/replay")
    @RolesAllowed(Roles.STEWARD)
    @Operation(
            summary = "Reads a dead letter again, and takes it in if it is an event by now",
            description =
                    "For records that this version understands and an earlier one did not. It is taken in as if it had been read in its place, with the place and time of its origin; done again, it changes nothing. Nothing is written to the log. 409 with the present reason if it is still no event: then what it was to say must be sent anew, through ingest")
    @APIResponse(
            responseCode = "200",
            description = "It is in the tables",
            content =
                    @Content(
                            schema = @Schema(implementation = Done.class),
                            examples = @ExampleObject(name = "aClaim", value = """
                                    {"position": "1@83",
                                     "event": {"kind": "claim", "zone": "baotou-rehz", "id": "a-claim", "revision": 1},
                                     "replayed": {"by": "a-steward", "at": "2026-10-16T09:30:00Z"}}""")))
    @APIResponse(responseCode = "404", description = "There is no dead letter at that position")
    @APIResponse(responseCode = "409", description = "It is still no event, for the reason told")
    @APIResponse(responseCode = "503", description = "The log or the database does not answer")
    public Response replay(@RestPath @Parameter(example = "1@83") String position) {
        Place place = Place.parse(position);
        Registry.inTransaction(() -> row(place));
        Replay.Reading reading = read(place);
        Replay.Event event = reading.event();
        if (event == null) {
            throw stillNoEvent(place, String.valueOf(reading.reason()));
        }
        String by = caller.getPrincipal().getName();
        DeadLetter letter = Registry.inTransaction(() -> {
            try {
                replay.fold(reading, by);
                return letter(row(place));
            } catch (Replay.Refused e) {
                throw stillNoEvent(place, "the database refuses it: " + e.getMessage());
            } catch (SQLException e) {
                throw new PersistenceException(e);
            }
        });
        if (letter.replayed() == null) {
            throw new IllegalStateException("a replay was not noted at " + place);
        }
        LOG.infof("dead letter replayed: partition=%d offset=%d by=%s", place.partition, place.offset, by);
        return Response.ok(new Done(letter.position(), event, letter.replayed()))
                .build();
    }

    private static RuntimeException stillNoEvent(Place place, String reason) {
        return Problem.of(409, "still-undecodable", "The record is still no event", place + ": " + reason)
                .asException();
    }

    private Replay.Reading read(Place place) {
        try {
            return replay.read(place.partition, place.offset)
                    .orElseThrow(() -> Problem.notFound("The log has no record at " + place)
                            .asException());
        } catch (LogAwayException e) {
            LOG.debug("the log does not answer", e);
            throw Problem.of(503, "log-away", "The log does not answer", "Try again")
                    .asException(RETRY_AFTER_SECONDS);
        }
    }

    private Tuple row(Place place) {
        return entities.unwrap(Session.class)
                .createNativeQuery(COLUMNS + " WHERE log_partition = :partition AND log_offset = :offset", Tuple.class)
                .setParameter("partition", place.partition)
                .setParameter("offset", place.offset)
                .getResultStream()
                .findFirst()
                .orElseThrow(() ->
                        Problem.notFound("There is no dead letter at " + place).asException());
    }

    private DeadLetter letter(Tuple row) {
        Place place = new Place(((Number) row.get(0)).intValue(), ((Number) row.get(1)).longValue());
        String self = "/v1/dead-letters/" + place;
        return new DeadLetter(
                place.toString(),
                new Origin(replay.topic(), place.partition, place.offset),
                String.valueOf(row.get(2)),
                ((Number) row.get(3)).intValue(),
                String.valueOf(row.get(4)),
                row.get(5) == null ? null : new Replayed(String.valueOf(row.get(6)), String.valueOf(row.get(5))),
                new Links(self, self + "/data", self + "/replay"));
    }

    private static List<String> keys(Tuple row) {
        return List.of(
                Long.toString(row.get(4, Instant.class).toEpochMilli()),
                String.valueOf(row.get(0)),
                String.valueOf(row.get(1)));
    }

    /** Of one record. */
    private record Place(int partition, long offset) {
        static Place parse(String text) {
            try {
                Position position = Position.parse(text);
                if (position.offsets().size() == 1) {
                    int partition = position.offsets().firstKey();
                    return new Place(partition, position.offsets().getOrDefault(partition, 0L));
                }
            } catch (IllegalArgumentException notOne) {
                // Answered below.
            }
            throw Problem.invalidParameter(Problem.FieldError.ofParameter(
                            "position", "expected partition@offset of one record, for instance 1@83", null))
                    .asException();
        }

        @Override
        public String toString() {
            return partition + "@" + offset;
        }
    }

    private static int number(String parameter, String text) {
        if (text.matches("[0-9]{1,9}")) {
            return Integer.parseInt(text);
        }
        throw Problem.invalidParameter(Problem.FieldError.ofParameter(parameter, "expected a number from 0", null))
                .asException();
    }

    /** PostgreSQL has no text with a null character in it. */
    private static String text(String parameter, String text) {
        if (text.indexOf('\0') >= 0) {
            throw Problem.invalidParameter(
                            Problem.FieldError.ofParameter(parameter, "has a character that is no text", null))
                    .asException();
        }
        return text;
    }
}
