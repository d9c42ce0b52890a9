package dev.zoneledger.ingest;

import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A request with CloudEvents. */
@NullUnmarked
final class SentEvents extends Posted {

    private static final String FORMATS_OF_EVENTS = "application/cloudevents";

    @RestHeader("ce-specversion")
    @Parameter(hidden = true)
    String specVersion;

    /** In binary mode that of the data: JSON by any of its names, and where none is stated, since SDKs may leave it out. */
    @Override
    @Nullable
    MediaType statedType() {
        MediaType type = super.statedType();
        boolean json = type == null ? contentType == null : isJson(name(type));
        return specVersion != null && json ? MediaType.APPLICATION_JSON_TYPE : type;
    }

    private static boolean isJson(String name) {
        return name.equals("text/json")
                || name.startsWith("application/") && name.endsWith("+json") && !name.startsWith(FORMATS_OF_EVENTS);
    }
}
