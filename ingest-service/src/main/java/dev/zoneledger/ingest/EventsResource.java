package dev.zoneledger.ingest;

import dev.zoneledger.ingest.Posts.Receipt;
import dev.zoneledger.rest.Positions;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The address that takes CloudEvents. */
@Path("/v1/events")
@Tag(name = "CloudEvents", description = "The contract's events over the CloudEvents HTTP protocol binding 1.0")
final class EventsResource {

    private final CloudEvents events;

    EventsResource(CloudEvents events) {
        this.events = events;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.REPORTER, Roles.STEWARD})
    @Operation(
            operationId = "postEvents",
            summary = "Send CloudEvents",
            description =
                    "Structured, batch (up to 10000 events, all published or none) or binary, told by the content type. `type` is one of the contract's and says what `data` is; `source` and `id` are kept as the event's name, and a claim that bears no id gets one that follows from them, so that an event can be sent again without doubt. Other attributes are passed over: they follow from the data")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = CloudEvents.STRUCTURED,
                        schema = @Schema(type = SchemaType.OBJECT),
                        examples = @ExampleObject(name = "structured", value = Examples.EVENT)),
                @Content(
                        mediaType = CloudEvents.BATCH,
                        schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class),
                        examples = @ExampleObject(name = "batch", value = "[" + Examples.EVENT + "]")),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema =
                                @Schema(
                                        type = SchemaType.OBJECT,
                                        description =
                                                "Binary: the data, also as text/json, application/*+json or without a content type; attributes are headers, ce-specversion, ce-type, ce-source, ce-id, percent-encoded"),
                        examples = @ExampleObject(name = "data of a binary event", value = Examples.CLAIM))
            })
    @APIResponse(
            responseCode = "202",
            description = EntriesResource.PUBLISHED,
            headers = @Header(name = Positions.HEADER, description = EntriesResource.POSITION),
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public CompletionStage<RestResponse<Receipt>> events(
            InputStream body, @Context HttpHeaders headers, @BeanParam SentEvents posted) {
        return events.publish(body, headers, posted);
    }
}
