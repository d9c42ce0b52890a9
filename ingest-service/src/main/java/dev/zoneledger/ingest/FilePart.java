package dev.zoneledger.ingest;

import dev.zoneledger.rest.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;
import org.jspecify.annotations.Nullable;

/** The file of a {@code multipart/form-data} body, read as it arrives; it is not put on the disk first. */
final class FilePart extends InputStream {

    private static final int CHUNK = 16 * 1024;
    private static final Pattern FILE_NAME = Pattern.compile("filename=(?:\"([^\"]*)\"|([^;\\s]+))");

    private final InputStream body;
    private final MultipartParser.ParseState parser;
    private final byte[] chunk = new byte[CHUNK];
    private ByteBuffer ready = ByteBuffer.allocate(0);
    private @Nullable String fileName;
    private @Nullable String contentType;
    private boolean ended;

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
        return true;
    }

    private static RuntimeException noFile(String why) {
        return Problem.of(400, "no-file", "There is no file in the form", why).asException();
    }

    private final class Parts implements MultipartParser.PartHandler {
        private boolean isFile;

        @Override
        public void beginPart(CaseInsensitiveMap<String> headers) {
            String disposition = headers.getFirst("Content-Disposition");
            Matcher name = FILE_NAME.matcher(disposition == null ? "" : disposition);
            isFile = fileName == null && name.find();
            if (isFile) {
                fileName = name.group(1) == null ? name.group(2) : name.group(1);
                contentType = headers.getFirst("Content-Type");
            }
        }

        @Override
        public void data(ByteBuffer data) {
            if (!isFile) {
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
        }
    }
}
