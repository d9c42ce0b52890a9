package dev.zoneledger.ingest;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.NullUnmarked;

/** A request with entries, which may have a key. */
@NullUnmarked
class Keyed extends Posted {

    static final String IDEMPOTENCY_KEY =
            "A text of your own choosing for this request, in quotation marks. The ids of its events, and of claims that bear none, follow from your token's subject, this key and the place in the body, so that the request can be sent again without doubt. The same key with another body is a conflict, which the catalog shows";

    @RestHeader(RetryKey.HEADER)
    @Parameter(
            description = IDEMPOTENCY_KEY,
            schema = @Schema(type = SchemaType.STRING, examples = "\"8e03978e-40d5-43e8-bc93-6894a57f9324\""))
    String idempotencyKey;
}
