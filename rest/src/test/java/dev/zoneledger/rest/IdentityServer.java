package dev.zoneledger.rest;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;

/**
 * What a service asks of an identity server: where its keys are, and which they are. A test gets {@code keys}, by their ids, and says
 * in {@code published} which of them the server has.
 */
public final class IdentityServer implements QuarkusTestResourceLifecycleManager {

    static final String OLD = "old";
    static final String NEW = "new";

    private final Map<String, KeyPair> keys = Map.of(OLD, keyPair(), NEW, keyPair());
    private final Set<String> published = ConcurrentHashMap.newKeySet();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        published.add(OLD);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        answer(
                "/.well-known/openid-configuration",
                () -> "{\"issuer\": \"" + address + "\", \"jwks_uri\": \"" + address + "/keys\"}");
        answer("/keys", this::keySet);
        server.start();
        return Map.of("quarkus.oidc.auth-server-url", address);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(keys, field -> field.getName().equals("keys"));
        injector.injectIntoFields(published, field -> field.getName().equals("published"));
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void answer(String path, Supplier<String> body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private String keySet() {
        return new JsonWebKeySet(published.stream().map(this::webKey).toList()).toJson();
    }

    private RsaJsonWebKey webKey(String id) {
        RsaJsonWebKey key = new RsaJsonWebKey((RSAPublicKey) keys.get(id).getPublic());
        key.setKeyId(id);
        key.setUse("sig");
        key.setAlgorithm("RS256");
        return key;
    }

    private static KeyPair keyPair() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
