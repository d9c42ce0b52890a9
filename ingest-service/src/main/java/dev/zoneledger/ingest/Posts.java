package dev.zoneledger.ingest;

import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventCodec.Encoded;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.ingest.Writer.Rights;
import dev.zoneledger.ingest.entry.EntryReader;
import dev.zoneledger.ingest.entry.Faults;
import dev.zoneledger.ingest.entry.IngestLimits;
import dev.zoneledger.ingest.entry.Kind;
import dev.zoneledger.ingest.log.Flight;
import dev.zoneledger.ingest.log.Flight.Landing;
import dev.zoneledger.ingest.log.LogWriter;
import dev.zoneledger.rest.Positions;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Problem.FieldError;
import dev.zoneledger.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Posts: one entry or an array of them, all published or, if one of them has a fault, none. */
@Singleton
final class Posts {

    private final IngestLimits limits;
    private final Writer writer;
    private final LogWriter log;
    private final EntryCounts counts;
    private final EventCodec codec = new EventCodec();
    private final EntryReader reader = new EntryReader();

    Posts(IngestLimits limits, Writer writer, LogWriter log, EntryCounts counts) {
        this.limits = limits;
        this.writer = writer;
        this.log = log;
        this.counts = counts;
    }

    /** @param event the CloudEvents id */
    record Accepted(String id, int revision, String event) {}

    /** @param position the greatest offset of each partition written to */
    record Receipt(List<Accepted> accepted, String position) {}

    Uni<Response> publish(Kind kind, InputStream stream) {
        Rights rights = writer.rights();
        List<Encoded> events = new ArrayList<>();
        List<Accepted> accepted = new ArrayList<>();
        read(kind, body(stream), rights, events, accepted);
        Flight flight = log.takeOff();
        for (Encoded event : events) {
            if (flight.hasFailed()) {
                break;
            }
            flight.send(event);
        }
        return Uni.createFrom().completionStage(flight.land()).map(landing -> answer(kind, landing, accepted));
    }

    private Response answer(Kind kind, Landing landing, List<Accepted> accepted) {
        if (landing.failure() != null || landing.acknowledged() < accepted.size()) {
            throw LogUnavailable.after(landing, accepted.size());
        }
        counts.accepted(kind, accepted.size());
        String position = Objects.requireNonNull(landing.position()).toString();
        return Response.accepted(new Receipt(accepted, position))
                .header(Positions.HEADER, position)
                .build();
    }

    private byte[] body(InputStream stream) {
        int limit = Math.toIntExact(limits.body().asLongValue());
        try {
            byte[] body = stream.readNBytes(limit + 1);
            if (body.length > limit) {
                throw tooLarge("The body has more than " + limit + " bytes");
            }
            return body;
        } catch (IOException e) {
            throw Problem.of(400, "body-broken-off", "The body broke off", "The body did not arrive as a whole")
                    .asException();
        }
    }

    private void read(Kind kind, byte[] body, Rights rights, List<Encoded> events, List<Accepted> accepted) {
        Faults faults = new Faults(limits.errorsOfPost());
        Entries entries = new Entries(rights, faults, events, accepted);
        reader.post(kind, body, faults, entries::add);
        if (faults.count() == 0 && entries.count == 0) {
            faults.add(() -> FieldError.at("", "the array is empty", null));
        }
        if (faults.count() > 0) {
            counts.rejected(kind, Math.max(1, entries.count));
            long untold = faults.count() - faults.told().size();
            throw Problem.invalidInput(
                            "Nothing was published" + (untold > 0 ? "; " + untold + " more errors are not shown" : ""),
                            faults.told())
                    .asException();
        }
    }

    /** What has been read of a post. */
    private final class Entries {
        private final Rights rights;
        private final Faults faults;
        private final List<Encoded> events;
        private final List<Accepted> accepted;
        private int count;

        Entries(Rights rights, Faults faults, List<Encoded> events, List<Accepted> accepted) {
            this.rights = rights;
            this.faults = faults;
            this.events = events;
            this.accepted = accepted;
        }

        void add(@Nullable ZoneEvent event) {
            int index = count++;
            if (count > limits.entries()) {
                throw tooLarge("The array has more than " + limits.entries() + " entries");
            }
            if (event == null) {
                return;
            }
            if (!rights.mayWriteTo(event.zone())) {
                throw Rights.refusal(event.zone());
            }
            Encoded encoded = codec.encode(event, EntriesResource.EVENT_SOURCE, null);
            long limit = limits.entry().asLongValue();
            if (encoded.data().length > limit) {
                faults.add(() -> FieldError.at("/" + index, "an entry has at most " + limit + " bytes", null));
                return;
            }
            events.add(encoded);
            accepted.add(new Accepted(
                    event.id(),
                    event.revision(),
                    Objects.requireNonNull(encoded.headers().get("ce_id"))));
        }
    }

    private static ProblemException tooLarge(String what) {
        return Problem.of(
                        413,
                        "too-large",
                        "The post is too large",
                        what + "; POST /v1/imports takes any number of lines")
                .asException();
    }
}
