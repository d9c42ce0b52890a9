package dev.zoneledger.metrics.page;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page. It holds no figure, so anybody may have it; what it asks is answered as the roles of its user allow. */
@Path("/")
class PageResource {

    private final String page;
    private final String policy;

    PageResource(@Location("page.html") Template template, PageConfig config) {
        URI catalog = config.catalog().orElse(null);
        URI issuer = config.signIn().issuer().orElse(null);
        page = template.data("catalog", catalog == null ? "" : catalog)
                .data("issuer", issuer)
                .data("client", config.signIn().client())
                .render();
        policy = Stream.of(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "img-src data:",
                        connections(config.catalog(), config.signIn().issuer()),
                        "base-uri 'none'",
                        "form-action 'none'",
                        "frame-ancestors 'none'")
                .collect(Collectors.joining("; "));
    }

    /** Not part of the API, and not in its description. */
    @GET
    @PermitAll
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    @Operation(hidden = true)
    public String page(@Context HttpServerResponse response) {
        // In place of the one that answers get that are no page: of two a browser keeps both.
        response.headers().set("Content-Security-Policy", policy);
        return page;
    }

    @SafeVarargs
    private static String connections(Optional<URI>... elsewhere) {
        return Stream.concat(
                        Stream.of("connect-src 'self'"),
                        Stream.of(elsewhere).flatMap(Optional::stream).map(PageResource::origin))
                .collect(Collectors.joining(" "));
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }
}
