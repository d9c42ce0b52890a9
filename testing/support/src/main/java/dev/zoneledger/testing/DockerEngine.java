package dev.zoneledger.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks a Docker engine, in its own HTTP, whether tests can run on it. Testcontainers could be asked as well, but answers a
 * missing engine with pages of warnings, and a registry that cannot be reached with minutes of retrying.
 */
final class DockerEngine {
    /** Why tests cannot run in containers here. */
    record Refusal(String reason) {}

    private final SocketAddress address;

    private DockerEngine(SocketAddress address) {
        this.address = address;
    }

    /** Empty if an engine answers that has every image or can pull it. */
    static Optional<Refusal> refusalOf(List<String> images) {
        Optional<DockerEngine> engine =
                addresses().map(DockerEngine::new).filter(DockerEngine::answers).findFirst();
        if (engine.isEmpty()) {
            return Optional.of(new Refusal("no Docker engine answers"));
        }
        return images.stream()
                .filter(image -> !engine.get().hasOrPulls(image))
                .findFirst()
                .map(image -> new Refusal("a Docker engine answers but has no image " + image + " and cannot pull it"));
    }

    private static Stream<SocketAddress> addresses() {
        String host = System.getenv("DOCKER_HOST");
        if (host != null) {
            return address(host).stream();
        }
        String home = System.getProperty("user.home");
        String runtime = Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR")).orElse(home + "/.docker/run");
        return Stream.of(
                        Path.of("/var/run/docker.sock"),
                        Path.of(runtime, "docker.sock"),
                        Path.of(home, ".docker/run/docker.sock"),
                        Path.of(home, ".docker/desktop/docker.sock"))
                .filter(Files::exists)
                .map(UnixDomainSocketAddress::of);
    }

    private static Optional<SocketAddress> address(String dockerHost) {
        URI uri = URI.create(dockerHost);
        return switch (uri.getScheme()) {
            case "unix" -> Optional.of(UnixDomainSocketAddress.of(uri.getPath()));
            case "tcp" -> Optional.of(new InetSocketAddress(uri.getHost(), uri.getPort()));
            case null, default -> Optional.empty();
        };
    }

    private boolean answers() {
        return isOk("GET", "/_ping");
    }

    private boolean hasOrPulls(String image) {
        return has(image) || (isOk("POST", "/images/create?fromImage=" + image) && has(image));
    }

    private boolean has(String image) {
        return isOk("GET", "/images/" + image + "/json");
    }

    /** HTTP 1.0, so that the engine ends the connection when it has said everything, which for a pull is when that is done. */
    private boolean isOk(String method, String path) {
        try (SocketChannel channel = SocketChannel.open(address)) {
            byte[] request =
                    (method + " " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            channel.write(ByteBuffer.wrap(request));
            String answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            return answer.startsWith("HTTP/1.0 200") || answer.startsWith("HTTP/1.1 200");
        } catch (IOException noAnswer) {
            return false;
        }
    }
}
