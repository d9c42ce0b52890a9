package dev.zoneledger.rest;

import dev.zoneledger.contract.Position;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What a service would have, for the tests of what all services share. */
@Path("/v1/probes")
public class ProbeResource {

    @GET
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    public String read(@RestQuery String status, @RestQuery("as-of") String asOf) {
        return "read";
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    public String waited(@RestPath String id, @RestQuery String after, @RestHeader(Positions.PREFER) String prefer) {
        Position asked = Positions.after(after).orElse(Position.of(0, 0));
        if (Positions.patience(prefer).compareTo(Duration.ofSeconds(1)) <= 0) {
            throw Positions.notReached(asked, null);
        }
        return asked.toString();
    }

    @POST
    @RolesAllowed({Roles.REPORTER, Roles.STEWARD})
    public String write() {
        return "written";
    }

    @GET
    @Path("unannotated")
    public String unannotated() {
        return "must not be seen";
    }

    @GET
    @Path("broken")
    @RolesAllowed(Roles.READER)
    public String broken() {
        throw new IllegalStateException("a secret of the inside");
    }
}
