package dev.zoneledger.ingest;

import dev.zoneledger.ingest.Posts.Receipt;
import dev.zoneledger.ingest.entry.CloudEventReader;
import dev.zoneledger.ingest.entry.CloudEventReader.SentEvent;
import dev.zoneledger.ingest.entry.IngestLimits;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jboss.resteasy.reactive.RestResponse;

/** CloudEvents over HTTP, in each of the three modes; published under the names that their senders gave them. */
@Singleton
final class CloudEvents {

    static final String STRUCTURED = "application/cloudevents+json";
    static final String BATCH = "application/cloudevents-batch+json";

    private final Writer writer;
    private final Posts posts;
    private final CloudEventReader reader;

    CloudEvents(IngestLimits limits, Writer writer, Posts posts) {
        this.writer = writer;
        this.posts = posts;
        this.reader = new CloudEventReader(limits);
    }

    CompletionStage<RestResponse<Receipt>> publish(InputStream stream, HttpHeaders headers, SentEvents posted) {
        MediaType type = posted.contentTypeOf(STRUCTURED, BATCH, MediaType.APPLICATION_JSON);
        boolean dryRun = posted.isDryRun();
        return posts.withBatch(stream, writer.rights(), dryRun, (body, batch) -> {
            Consumer<SentEvent> add =
                    event -> batch.add(event.entry(), RetryKey.ofEvent(event.source(), event.id()), event.pointer());
            switch (Posted.name(type)) {
                case STRUCTURED -> reader.structured(body, batch.faults(), add);
                case BATCH -> reader.batch(body, batch.faults(), add);
                default -> reader.binary(headers::getHeaderString, body, batch.faults(), add);
            }
        });
    }
}
