package dev.zoneledger.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTraceTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @Test
    void shouldFindTheSpanThatARecordWasSentIn() {
        // Given
        SpanContext sent = SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault());

        // When
        byte[] header = RecordTrace.header(sent);
        SpanContext found = RecordTrace.of(name -> name.equals("traceparent") ? header : null);

        // Then
        assertThat(new String(header, StandardCharsets.US_ASCII)).isEqualTo("00-" + TRACE + "-" + SPAN + "-01");
        assertThat(found.getTraceId()).isEqualTo(TRACE);
        assertThat(found.getSpanId()).isEqualTo(SPAN);
    }

    @Test
    void shouldWriteNothingForATraceThatIsNotKept() {
        assertThat(RecordTrace.header(
                        SpanContext.create(TRACE, SPAN, TraceFlags.getDefault(), TraceState.getDefault())))
                .isNull();
        assertThat(RecordTrace.header(SpanContext.getInvalid())).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "00-" + TRACE + "-" + SPAN + "-00",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN,
                "\u0000\ud800"
            })
    void shouldTakeAnyOtherHeaderForNone(String header) {
        assertThat(RecordTrace.of(name -> header.getBytes(StandardCharsets.UTF_8))
                        .isValid())
                .isFalse();
    }
}
