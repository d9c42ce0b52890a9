package dev.zoneledger.ingest.log;

import dev.zoneledger.contract.EventCodec.Attribute;
import dev.zoneledger.contract.EventLog;
import dev.zoneledger.watch.Buckets;
import dev.zoneledger.watch.RecordTrace;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * How long the log takes to acknowledge what it is sent, as figures and, where the request is traced, as a span: one for a
 * request, however many records it has.
 */
@Singleton
final class Sendings {

    private enum Way {
        POST,
        IMPORT,
        ATOMIC;

        private String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Both ends of one way to the log. */
    private record Timers(Timer acknowledged, Timer failed) {

        private static Timers of(Way way, MeterRegistry meters) {
            return new Timers(timer(way, "acknowledged", meters), timer(way, "failed", meters));
        }

        private static Timer timer(Way way, String outcome, MeterRegistry meters) {
            return Buckets.answers("zone.ingest.publish", "From the first record of a request to the log's last answer")
                    .tag("way", way.code())
                    .tag("outcome", outcome)
                    .register(meters);
        }
    }

    private final Timers posts;
    private final Timers imports;
    private final Timers atomic;
    private final Tracer tracer;
    private final String topic;

    Sendings(
            MeterRegistry meters,
            Tracer tracer,
            @ConfigProperty(name = "zone.events.topic", defaultValue = EventLog.TOPIC) String topic) {
        this.posts = Timers.of(Way.POST, meters);
        this.imports = Timers.of(Way.IMPORT, meters);
        this.atomic = Timers.of(Way.ATOMIC, meters);
        this.tracer = tracer;
        this.topic = topic;
    }

    /** One request's way to the log; its time begins now. */
    static final class Sending {

        private final Timers timers;
        private final Span span;
        private final @Nullable Attribute trace;
        private final long start = System.nanoTime();

        private Sending(Timers timers, Span span, @Nullable Attribute trace) {
            this.timers = timers;
            this.span = span;
            this.trace = trace;
        }

        /** The header by which readers of the log find the trace; null if there is none. */
        @Nullable
        Attribute trace() {
            return trace;
        }

        void landed(Landing landing) {
            Timer timer = landing.failure() == null ? timers.acknowledged : timers.failed;
            timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            if (landing.position() != null) {
                span.setAttribute("zone.position", landing.position().toString());
            }
            if (landing.failure() != null) {
                span.recordException(landing.failure());
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    /** Of a post, whose records bear the trace. */
    Sending post(int records) {
        Span span = span(records);
        byte[] header = RecordTrace.header(span.getSpanContext());
        return new Sending(posts, span, header == null ? null : new Attribute(RecordTrace.HEADER, header));
    }

    /** Of an import: so many records that none bears a trace, and it is no wait of anybody's. */
    Sending inBulk() {
        return new Sending(imports, span(null), null);
    }

    /** Of an atomic import: of its transaction. */
    Sending together(int records) {
        return new Sending(atomic, span(records), null);
    }

    /** Within the request's; an invalid one, which costs nothing, if that is not traced. */
    private Span span(@Nullable Integer records) {
        Context request = Context.current();
        if (!Span.fromContext(request).getSpanContext().isSampled()) {
            return Span.getInvalid();
        }
        Span span = tracer.spanBuilder("send " + topic)
                .setParent(request)
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "send")
                .setAttribute("messaging.destination.name", topic)
                .startSpan();
        if (records != null) {
            span.setAttribute("messaging.batch.message_count", records);
        }
        return span;
    }
}
