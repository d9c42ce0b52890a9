package dev.zoneledger.catalog;

import dev.zoneledger.testing.Backing;
import dev.zoneledger.testing.Database;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The real PostgreSQL behind a wire that a test can cut: a {@code Consumer<Boolean>} field of the test takes it away. */
public final class SwitchedPostgres implements QuarkusTestResourceLifecycleManager {

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private InetSocketAddress server;
    private int port;
    private ServerSocket listener;

    @Override
    public Map<String, String> start() {
        Database database = Backing.newDatabase();
        URI uri = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        server = new InetSocketAddress(uri.getHost(), uri.getPort());
        open();
        return Map.of(
                "quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:" + port + uri.getPath(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password());
    }

    @Override
    public void inject(TestInjector injector) {
        Consumer<Boolean> away = cut -> {
            if (cut) {
                cut();
            } else if (listener.isClosed()) {
                open();
            }
        };
        injector.injectIntoFields(away, new TestInjector.MatchesType(Consumer.class));
    }

    @Override
    public void stop() {
        cut();
    }

    private void open() {
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            port = listener.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerSocket accepting = listener;
        Thread.ofVirtual().start(() -> accept(accepting));
    }

    private void accept(ServerSocket accepting) {
        try {
            while (true) {
                Socket client = accepting.accept();
                Socket upstream = new Socket();
                upstream.connect(server);
                sockets.add(client);
                sockets.add(upstream);
                if (accepting.isClosed()) {
                    // Taken in while the wire was being cut.
                    client.close();
                    upstream.close();
                }
                Thread.ofVirtual().start(() -> copy(client, upstream));
                Thread.ofVirtual().start(() -> copy(upstream, client));
            }
        } catch (IOException cut) {
            // The wire was cut.
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // The wire was cut.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void cut() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
