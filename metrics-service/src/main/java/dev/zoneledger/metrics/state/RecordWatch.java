package dev.zoneledger.metrics.state;

import dev.zoneledger.watch.Buckets;
import dev.zoneledger.watch.RecordTrace;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Counts and times the records that are taken, and has those of a trace in it. */
@ApplicationScoped
class RecordWatch implements Witness {

    private static final Logger LOG = Logger.getLogger(RecordWatch.class);

    /** The subject of a line of the log. */
    private static final String POSITION = "position";

    private final Counter undecodable;
    private final Timer applied;
    private final Tracer tracer;
    private final boolean off;

    RecordWatch(
            MeterRegistry meters,
            Tracer tracer,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "false") boolean off) {
        undecodable = Counter.builder("zone.records.undecodable")
                .description(
                        "Records of the log that are no events; passed over here, kept as dead letters by the catalog")
                .register(meters);
        applied = Buckets.delays("zone.metrics.applied.after", "From the broker's append to the totals, of each record")
                .register(meters);
        this.tracer = tracer;
        this.off = off;
    }

    @Override
    public void passedOver(int partition, long offset, String reason) {
        undecodable.increment();
        MDC.put(POSITION, partition + "@" + offset);
        LOG.warnf("Record is no event, passed over: partition=%d offset=%d reason=%s", partition, offset, reason);
        MDC.remove(POSITION);
    }

    @Override
    public void taking(Headers headers, RecordMetadata at, long appended, Runnable work) {
        Header trace = off ? null : headers.lastHeader(RecordTrace.HEADER);
        try {
            if (trace == null) {
                work.run();
            } else {
                traced(RecordTrace.of(name -> trace.value()), at, work);
            }
        } catch (RuntimeException e) {
            // The thread ends with it, and its last line has the subject.
            MDC.put(POSITION, at.partition() + "@" + at.offset());
            throw e;
        }
        // The broker's clock may be ahead of this one.
        applied.record(Math.max(0, System.currentTimeMillis() - appended), TimeUnit.MILLISECONDS);
    }

    private void traced(SpanContext sent, RecordMetadata at, Runnable work) {
        if (!sent.isValid()) {
            work.run();
            return;
        }
        Span span = tracer.spanBuilder("apply " + at.topic())
                .setParent(Context.root().with(Span.wrap(sent)))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", at.topic())
                .setAttribute("zone.position", at.partition() + "@" + at.offset())
                .startSpan();
        try (Scope scope = span.makeCurrent()) {
            work.run();
        } finally {
            span.end();
        }
    }
}
