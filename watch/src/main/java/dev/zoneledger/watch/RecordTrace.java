package dev.zoneledger.watch;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The trace in which a record came into the log: W3C Trace Context in the record's header {@code traceparent}, where the
 * clients of Kafka that are traced look for it. Only records of traces that are kept bear one; what the record says, its id
 * and its hash, does not depend on it.
 */
public final class RecordTrace {

    public static final String HEADER = "traceparent";

    private static final TextMapGetter<Function<String, byte @Nullable []>> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Function<String, byte @Nullable []> headers) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable Function<String, byte @Nullable []> headers, String name) {
            byte[] value = headers != null && name.equals(HEADER) ? headers.apply(name) : null;
            return value == null ? null : new String(value, StandardCharsets.US_ASCII);
        }
    };

    private RecordTrace() {}

    /** What the header of a record sent within that span says; null if its trace is not kept. */
    public static byte @Nullable [] header(SpanContext span) {
        if (!span.isSampled()) {
            return null;
        }
        String text = "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The span within which a record was sent; an invalid one if it was sent in none that is kept, or the header is no trace.
     *
     * @param headers gives a header's bytes by name, null if there is none
     */
    public static SpanContext of(Function<String, byte @Nullable []> headers) {
        SpanContext sent = Span.fromContext(
                        W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HEADERS))
                .getSpanContext();
        return sent.isSampled() ? sent : SpanContext.getInvalid();
    }
}
