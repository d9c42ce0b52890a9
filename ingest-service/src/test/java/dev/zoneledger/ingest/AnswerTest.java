package dev.zoneledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AnswerTest {

    private static final OutputStream GONE = new OutputStream() {
        @Override
        public void write(int each) throws IOException {
            throw new IOException("connection was closed");
        }

        @Override
        public void flush() throws IOException {
            throw new IOException("connection was closed");
        }
    };

    @Test
    void shouldEndWithoutAWordAndGiveBackWhatItHoldsWhenItsClientHasGone() throws IOException {
        // Given
        AtomicBoolean givenBack = new AtomicBoolean();
        AtomicBoolean wentOn = new AtomicBoolean();

        // When
        Answer.whileClientIsThere(out -> {
                    try (AutoCloseable held = () -> givenBack.set(true)) {
                        out.write("line".getBytes());
                        wentOn.set(true);
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IOException(e);
                    }
                })
                .write(GONE);

        // Then
        assertThat(givenBack).isTrue();
        assertThat(wentOn).isFalse();
    }

    @Test
    void shouldEndWithoutAWordWhenItsClientGoesBeforeTheLastOfItIsOnItsWay() throws IOException {
        Answer.whileClientIsThere(OutputStream::flush).write(GONE);
    }

    @Test
    void shouldNotHideAFaultOfOurOwn() {
        assertThatThrownBy(() -> Answer.whileClientIsThere(out -> {
                            throw new IOException("the spool cannot be read");
                        })
                        .write(OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class);
    }
}
