package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.zoneledger.catalog.log.Lag;
import dev.zoneledger.catalog.log.LogAwayException;
import dev.zoneledger.contract.Position;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How far the log is reflected. */
@Path("/v1/position")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Log", description = "The log that the registry is a fold of")
class LogResource {

    private static final Logger LOG = Logger.getLogger(LogResource.class);

    private final Registry registry;
    private final Lag lag;

    LogResource(Registry registry, Lag lag) {
        this.registry = registry;
        this.lag = lag;
    }

    /**
     * How far the log is reflected.
     *
     * @param position null before the first record
     * @param lag of all partitions; left out, as they are, while the broker is away
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reflected(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String position,

            @Schema(description = "`answers`, or `away`: then nothing can be said of its end")
            String log,

            @Schema(description = "The sum over all partitions; 0 if every record is in the tables") @Nullable
            Long lag,

            @Nullable List<Lag.OfPartition> partitions) {}

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            summary = "The position of the log that answers reflect, and how far the log goes beyond",
            description =
                    "Asks the broker, for at most five seconds each time it must. No ETag: the log grows by itself")
    @APIResponse(
            responseCode = "200",
            description = "Offsets are those of the log, counted from 0",
            content =
                    @Content(
                            schema = @Schema(implementation = Reflected.class),
                            examples = @ExampleObject(name = "twoBehind", value = """
                                    {"position": "0@41,1@82", "log": "answers", "lag": 2, "partitions": [
                                      {"partition": 0, "applied": 41, "end": 41, "lag": 0},
                                      {"partition": 1, "applied": 82, "end": 84, "lag": 2}]}""")))
    public Response position(@BeanParam Reads reads) {
        return registry.answerOfNow(reads, () -> {
            String position = registry.position().map(Position::toString).orElse(null);
            try {
                List<Lag.OfPartition> partitions = lag.ofAll();
                long sum = partitions.stream().mapToLong(Lag.OfPartition::lag).sum();
                return new Reflected(position, "answers", sum, partitions);
            } catch (LogAwayException e) {
                LOG.debug("the log does not answer", e);
                return new Reflected(position, "away", null, null);
            } catch (SQLException e) {
                throw new PersistenceException(e);
            }
        });
    }
}
