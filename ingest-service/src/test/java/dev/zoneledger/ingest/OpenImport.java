package dev.zoneledger.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** An import that is sent piece by piece, over a connection of its own. */
final class OpenImport implements AutoCloseable {

    private final Socket socket;
    private final OutputStream out;

    OpenImport(URI address, String token, String... headers) throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        out = socket.getOutputStream();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        write("POST " + address.getRawPath() + query + " HTTP/1.1\r\n"
                + "Host: " + address.getAuthority() + "\r\n"
                + "Authorization: Bearer " + token + "\r\n"
                + "Content-Type: application/x-ndjson\r\n"
                + String.join("", headers)
                + "Transfer-Encoding: chunked\r\n"
                + "Connection: close\r\n\r\n");
    }

    /** Sends a line now. */
    void send(String line) throws IOException {
        int length = line.getBytes(StandardCharsets.UTF_8).length + 1;
        write(Integer.toHexString(length) + "\r\n" + line + "\n\r\n");
    }

    /** Ends the file; returns the whole answer, head and body. */
    String end() throws IOException {
        write("0\r\n\r\n");
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Goes away, in the middle of the file if it was not ended. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
