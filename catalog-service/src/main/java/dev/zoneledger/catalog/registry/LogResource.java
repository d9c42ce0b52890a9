package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.zoneledger.contract.Position;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** How far the log is reflected, and which of its records could not be. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Log", description = "The log that the registry is a fold of")
class LogResource {

    private static final int MAX_DEAD_LETTERS = 1000;

    private final Registry registry;
    private final EntityManager entities;

    LogResource(Registry registry, EntityManager entities) {
        this.registry = registry;
        this.entities = entities;
    }

    /** The position; null before the first record. */
    record Reflected(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String position) {}

    /** A record of the log that is no event; its bytes are in the dead-letter topic. */
    record DeadLetter(String position, String reason, int size, String recordedAt) {}

    /** Dead letters, latest first. */
    record DeadLetters(List<DeadLetter> items) {}

    @GET
    @Path("position")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "The position of the log that answers reflect")
    public Response position(@BeanParam Reads reads) {
        return registry.answer(
                reads,
                () -> new Reflected(registry.position().map(Position::toString).orElse(null)));
    }

    @GET
    @Path("dead-letters")
    @RolesAllowed(Roles.STEWARD)
    @Operation(
            summary = "Records of the log that are no events, latest first, at most 1000",
            description = "Their bytes stand in the dead-letter topic with the reason and the origin as headers")
    public Response deadLetters(@BeanParam Reads reads) {
        return registry.answer(
                reads,
                () -> new DeadLetters(entities.unwrap(Session.class)
                        .createNativeQuery(
                                "SELECT log_partition, log_offset, reason, size, recorded_at FROM dead_letter"
                                        + " ORDER BY recorded_at DESC, log_partition, log_offset DESC LIMIT "
                                        + MAX_DEAD_LETTERS,
                                Tuple.class)
                        .getResultStream()
                        .map(row -> new DeadLetter(
                                row.get(0) + "@" + row.get(1),
                                String.valueOf(row.get(2)),
                                ((Number) row.get(3)).intValue(),
                                String.valueOf(row.get(4))))
                        .toList()));
    }
}
