package dev.zoneledger.ingest;

import dev.zoneledger.rest.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jboss.resteasy.reactive.common.headers.HeaderUtil;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;
import org.jspecify.annotations.Nullable;

/**
 * The file of a {@code multipart/form-data} body, read as it arrives; it is not put on the disk first. Whether it is the only
 * one is known at its end: where another one begins, reading ends with a problem.
 */
final class FilePart extends InputStream {

    private static final int CHUNK = 16 * 1024;

    // The parser holds the headers of a part in memory; those of a file are some hundred bytes.
    private static final int MAX_HEAD = 64 * 1024;

    private final InputStream body;
    private final MultipartParser.ParseState parser;
    private final byte[] chunk = new byte[CHUNK];
    private ByteBuffer ready = ByteBuffer.allocate(0);
    private @Nullable String fileName;
    private @Nullable String contentType;
    private @Nullable String another;
    private boolean ended;
    private boolean inHead = true;
    private int head;

    /** Reads as far as the first part that is a file; 400 if there is none. */
    FilePart(InputStream body, @Nullable String boundary) throws IOException {
        if (boundary == null) {
            throw noFile("The content type names no boundary");
        }
        this.body = body;
        this.parser = MultipartParser.beginParse(
                new Parts(), boundary.getBytes(StandardCharsets.US_ASCII), StandardCharsets.UTF_8.name());
        while (fileName == null && more()) {
            // Parts that are no file are passed over.
        }
        if (fileName == null) {
            throw noFile("There is no part with a file name; curl -F file=@NAME sends one");
        }
    }

    String fileName() {
        return Objects.requireNonNull(fileName);
    }

    /** As the client says; many say nothing of use. */
    @Nullable
    String contentType() {
        return contentType;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ready.hasRemaining()) {
            if (ended) {
                while (more()) {
                    // There may be another file.
                }
                body.transferTo(OutputStream.nullOutputStream());
                return -1;
            }
            if (!more()) {
                throw new IOException("the body ends within the file");
            }
        }
        int read = Math.min(length, ready.remaining());
        ready.get(into, offset, read);
        return read;
    }

    /** Takes in some more of the body; false if there is no more. */
    private boolean more() throws IOException {
        if (parser.isComplete()) {
            return false;
        }
        int read = body.read(chunk);
        if (read < 0) {
            return false;
        }
        try {
            parser.parse(ByteBuffer.wrap(chunk, 0, read));
        } catch (RuntimeException malformed) {
            throw noFile("The body is not in parts as its content type says");
        }
        if (another != null) {
            throw Problem.of(
                            400,
                            "more-than-one-file",
                            "There is more than one file in the form",
                            "Behind " + fileName + " there is " + another + "; send each in a form of its own")
                    .asException();
        }
        head += inHead ? read : 0;
        if (head > MAX_HEAD) {
            throw Uploads.tooLarge("The headers of a part of the form have more than " + MAX_HEAD + " bytes");
        }
        return true;
    }

    private static RuntimeException noFile(String why) {
        return Problem.of(400, "no-file", "There is no file in the form", why).asException();
    }

    private final class Parts implements MultipartParser.PartHandler {
        private @Nullable String name;
        private @Nullable String type;
        private boolean isFile;

        @Override
        public void beginPart(CaseInsensitiveMap<String> headers) {
            inHead = false;
            head = 0;
            String disposition = headers.getFirst("Content-Disposition");
            name = disposition == null
                    ? null
                    : HeaderUtil.extractQuotedValueFromHeaderWithEncoding(disposition, "filename");
            type = headers.getFirst("Content-Type");
            // Where no file was chosen, browsers send one without a name and with nothing in it.
            if (name != null && !name.isEmpty()) {
                beginFile();
            }
        }

        private void beginFile() {
            if (fileName != null) {
                another = name;
                return;
            }
            isFile = true;
            fileName = name;
            contentType = type;
        }

        @Override
        public void data(ByteBuffer data) {
            if (name == null || !data.hasRemaining()) {
                return;
            }
            if (!isFile) {
                beginFile();
            }
            if (another != null) {
                return;
            }
            // The parser takes its buffer back, and may give a chunk in pieces.
            ready = ByteBuffer.allocate(ready.remaining() + data.remaining())
                    .put(ready)
                    .put(data)
                    .flip();
        }

        @Override
        public void endPart() {
            ended |= isFile;
            isFile = false;
            inHead = true;
        }
    }
}
