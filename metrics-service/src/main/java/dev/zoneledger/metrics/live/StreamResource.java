package dev.zoneledger.metrics.live;

import dev.zoneledger.contract.Ids;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Position;
import dev.zoneledger.metrics.totals.Parameters;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Roles;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Totals as they change. */
@Path("/v1/zones/{zone}/stream")
@Tag(name = "Stream", description = "Totals as they change")
class StreamResource {

    private static final int RETRY_SECONDS = 10;

    /** Counts of things are added to nothing. */
    private static final List<Measure> MEASURES = Arrays.stream(Measure.values())
            .filter(measure -> measure.family() != Measure.Family.COUNT)
            .toList();

    private final TotalsTopic topic;
    private final LiveConfig config;
    private final Closing closing;
    private final Semaphore places;

    StreamResource(TotalsTopic topic, LiveConfig config, Closing closing) {
        this.topic = topic;
        this.config = config;
        this.closing = closing;
        this.places = new Semaphore(config.mostListeners());
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(summary = "Totals as they change: first all present ones, then every change", description = """
                    Server-sent events. `total`: what a total has become, as the topic zone.totals.v1 has it; `total` is null \
                    if there is none any more, `key` names it. `present`: all present totals have been told; from here on it \
                    is changes. Capacities are those of the present day, UTC, and are told anew on the day from which on they \
                    are others. Changes within a moment are told as one. A client that comes back with the `id` that it had \
                    last, as browsers do, is told what has changed since. Any instance can be asked. A stream ends after an \
                    hour, and when the instance is stopped: come back.""")
    @APIResponse(
            responseCode = "200",
            description = "Events without end",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = String.class),
                            examples = @ExampleObject(name = "A changed capacity", value = """
                                    event: total
                                    id: 3@117
                                    data: {"key":"baotou-rehz|registered|capacity|actual|ndfeb-sintered|operating|t/a",
                                    data:  "total":{"zone":"baotou-rehz","scope":"registered","measure":"capacity",
                                    data:  "basis":"actual","product":"ndfeb-sintered","status":"operating","unit":"t/a",
                                    data:  "asOf":"2026-10-15","value":3000,"lower":3000,"upper":3000,"claims":1,
                                    data:  "approximate":0,"withoutFigure":0,"position":"3@87"}}
                                    """)))
    @APIResponse(
            responseCode = "503",
            description = "As many listen here as may, the instance is being stopped, or the topic is not there yet")
    public Multi<OutboundSseEvent> stream(
            @RestPath @Parameter(description = "Id of the zone") String zone,
            @RestHeader("Last-Event-ID") @Parameter(description = "The `id` of the last event that was had") @Nullable
                    String lastEventId,
            @RestQuery @Parameter(description = "Only of this measure") @Nullable String measure,
            @RestQuery @Parameter(description = "Only of this product of the product tree and those below it") @Nullable
                    String product,
            @Context Sse sse) {
        if (!Ids.isId(zone)) {
            throw Problem.notFound("There is no zone of that id").asException();
        }
        Wanted wanted = new Wanted(zone, Parameters.measure(measure, MEASURES), Parameters.product(product));
        Listener listener = new Listener(topic, config, wanted, last(lastEventId), sse, closing);
        if (closing.hasBegun()) {
            throw Problem.of(503, "not-ready", "The service is being stopped", "Come back: another instance answers")
                    .asException(RETRY_SECONDS);
        }
        if (!places.tryAcquire()) {
            throw Problem.of(503, "too-many-listeners", "As many listen here as may", "Come back later")
                    .asException(RETRY_SECONDS);
        }
        return Multi.createFrom()
                .<OutboundSseEvent>emitter(client -> Thread.ofVirtual()
                        .name("listener-" + zone)
                        .start(() -> {
                            try {
                                listener.tell(client);
                            } finally {
                                places.release();
                            }
                        }));
    }

    private static @Nullable Position last(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return null;
        }
        try {
            return Position.parse(lastEventId);
        } catch (IllegalArgumentException e) {
            throw Problem.invalidParameter(Problem.FieldError.ofParameter(
                            "Last-Event-ID", "expected the id of an event of this stream, for instance 3@117", null))
                    .asException();
        }
    }
}
