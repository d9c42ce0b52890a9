package dev.zoneledger.metrics.instances;

import dev.zoneledger.metrics.state.Address;
import dev.zoneledger.metrics.state.InstanceConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Connections to the other instances. */
@ApplicationScoped
class Peers {

    /** Marks a request that has been passed on once, and is not again. */
    static final String FORWARDED = "Zone-Forwarded";

    private static final Logger LOG = Logger.getLogger(Peers.class);
    private static final int CONNECTIONS = 64;

    private final HttpClient http;
    private final InstanceConfig config;

    Peers(Vertx vertx, InstanceConfig config) {
        this.config = config;
        this.http = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setConnectTimeout((int) config.connectWithin().toMillis()))
                .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS))
                // Who asks on it learns of it; nobody else need be told that an instance has gone.
                .withConnectHandler(connection -> connection.exceptionHandler(
                        gone -> LOG.debugf("Connection to an instance is lost: reason=%s", gone.getMessage())))
                .build();
    }

    /**
     * A request to another instance, which is there: the connection stands.
     *
     * @param silence how long it may be silent, beside what any instance may
     */
    Future<HttpClientRequest> to(Address address, HttpMethod method, String uri, Duration silence) {
        return http.request(new RequestOptions()
                        .setHost(address.host())
                        .setPort(address.port())
                        .setMethod(method)
                        .setURI(uri)
                        .setConnectTimeout(config.connectWithin().toMillis())
                        .setIdleTimeout(config.answerWithin().plus(silence).toMillis()))
                .onSuccess(request -> request.putHeader(FORWARDED, "true"));
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
