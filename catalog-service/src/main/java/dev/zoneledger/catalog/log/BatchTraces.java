package dev.zoneledger.catalog.log;

import dev.zoneledger.watch.RecordTrace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Spans of batches that hold records of traces. The first such trace has the batch with its statements in it; each other one a
 * span that lasts as long and is linked to the batch's.
 */
@ApplicationScoped
class BatchTraces {

    /** Of more, a batch is a backlog, and nobody looks at each. */
    private static final int MOST = 64;

    private final Tracer tracer;
    private final boolean off;

    BatchTraces(
            Tracer tracer, @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "false") boolean off) {
        this.tracer = tracer;
        this.off = off;
    }

    /** Writes the batch within its spans. */
    void within(List<ConsumerRecord<byte[], byte[]>> records, Runnable write) {
        List<ConsumerRecord<byte[], byte[]>> traced = off ? List.of() : traced(records);
        if (traced.isEmpty()) {
            write.run();
            return;
        }
        List<Span> spans = start(traced, records.size());
        try (Scope scope = spans.getFirst().makeCurrent()) {
            write.run();
        } catch (RuntimeException e) {
            spans.forEach(span -> span.recordException(e).setStatus(StatusCode.ERROR));
            throw e;
        } finally {
            spans.forEach(Span::end);
        }
    }

    /** One record of each trace, the first. */
    private static List<ConsumerRecord<byte[], byte[]>> traced(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> traced = new ArrayList<>();
        Set<String> traces = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            // Most have none, which is seen without reading anything.
            if (record.headers().lastHeader(RecordTrace.HEADER) != null && traced.size() < MOST) {
                SpanContext sent = sent(record);
                if (sent.isValid() && traces.add(sent.getTraceId())) {
                    traced.add(record);
                }
            }
        }
        return traced;
    }

    private static SpanContext sent(ConsumerRecord<byte[], byte[]> record) {
        return RecordTrace.of(name -> {
            Header header = record.headers().lastHeader(name);
            return header == null ? null : header.value();
        });
    }

    /** The batch's span, and after it those that are linked to it. */
    private List<Span> start(List<ConsumerRecord<byte[], byte[]>> traced, int size) {
        List<Span> spans = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : traced) {
            SpanBuilder builder = tracer.spanBuilder("store " + record.topic())
                    .setParent(Context.root().with(Span.wrap(sent(record))))
                    .setSpanKind(SpanKind.CONSUMER)
                    .setAttribute("messaging.system", "kafka")
                    .setAttribute("messaging.operation.type", "process")
                    .setAttribute("messaging.destination.name", record.topic())
                    .setAttribute("messaging.batch.message_count", size)
                    .setAttribute("zone.position", record.partition() + "@" + record.offset());
            if (!spans.isEmpty()) {
                builder.addLink(spans.getFirst().getSpanContext());
            }
            spans.add(builder.startSpan());
        }
        return spans;
    }
}
