package dev.zoneledger.ingest;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jboss.logging.Logger;

/** An answer that is written piece by piece: its client may go away in between, and that is no fault of anybody's. */
final class Answer extends FilterOutputStream {

    private static final Logger LOG = Logger.getLogger(Answer.class);

    private Answer(OutputStream out) {
        super(out);
    }

    /** Thrown where nobody is left to write to. */
    static final class ClientIsGone extends RuntimeException {

        private ClientIsGone(IOException e) {
            super(e);
        }
    }

    /** An answer that ends without a word when its client has gone. */
    static StreamingOutput whileClientIsThere(StreamingOutput answer) {
        return out -> {
            try {
                answer.write(new Answer(out));
            } catch (ClientIsGone e) {
                LOG.debugf("client is gone: reason=%s", e.getCause());
            }
        };
    }

    @Override
    public void write(int each) {
        write(new byte[] {(byte) each}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new ClientIsGone(e);
        }
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new ClientIsGone(e);
        }
    }
}
