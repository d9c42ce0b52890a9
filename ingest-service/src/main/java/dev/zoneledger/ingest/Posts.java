package dev.zoneledger.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventCodec.Encoded;
import dev.zoneledger.ingest.Admission.Admitted;
import dev.zoneledger.ingest.Admission.Names;
import dev.zoneledger.ingest.Pressure.Place;
import dev.zoneledger.ingest.Writer.Rights;
import dev.zoneledger.ingest.entry.Entry;
import dev.zoneledger.ingest.entry.EntryReader;
import dev.zoneledger.ingest.entry.Faults;
import dev.zoneledger.ingest.entry.IngestLimits;
import dev.zoneledger.ingest.entry.Kind;
import dev.zoneledger.ingest.log.Landing;
import dev.zoneledger.ingest.log.LogWriter;
import dev.zoneledger.rest.Positions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Posts: one entry or an array of them, all published or, if one of them has a fault, none. */
@ApplicationScoped
class Posts {

    private final IngestLimits limits;
    private final Writer writer;
    private final Pressure pressure;
    private final LogWriter log;
    private final EntryCounts counts;
    private final Allowances allowances;
    private final EventCodec codec = new EventCodec();
    private final EntryReader reader;

    Posts(
            IngestLimits limits,
            Writer writer,
            Pressure pressure,
            LogWriter log,
            EntryCounts counts,
            Allowances allowances) {
        this.limits = limits;
        this.writer = writer;
        this.pressure = pressure;
        this.log = log;
        this.counts = counts;
        this.allowances = allowances;
        this.reader = new EntryReader(limits);
    }

    /** @param event the CloudEvents id */
    record Accepted(String id, int revision, String event) {}

    /** @param position the greatest offset of each partition written to; none if nothing was to be written */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Receipt(List<Accepted> accepted, @Nullable String position) {}

    CompletionStage<RestResponse<Receipt>> publish(Kind kind, InputStream stream, Keyed posted) {
        return publish(kind.alone(), stream, posted);
    }

    /** Of entries whose {@code type} says which of these kinds they are, if there are several. */
    CompletionStage<RestResponse<Receipt>> publish(Set<Kind> kinds, InputStream stream, Keyed posted) {
        posted.contentTypeOf(MediaType.APPLICATION_JSON);
        boolean dryRun = posted.isDryRun();
        Rights rights = writer.rights();
        RetryKey key = RetryKey.of(rights.caller(), posted.idempotencyKey);
        return withBatch(
                stream,
                rights,
                dryRun,
                (body, batch) -> reader.post(
                        kinds,
                        body,
                        batch.faults(),
                        (entry, pointer) ->
                                batch.add(entry, key == null ? Names.OF_CONTENT : key.names(batch.size()), pointer)));
    }

    /** Publishes what is read of the body; its caller is charged for it, whatever becomes of it. */
    CompletionStage<RestResponse<Receipt>> withBatch(
            InputStream stream, Rights rights, boolean dryRun, BiConsumer<byte[], Batch> read) {
        Allowance allowance = allowances.of(rights.caller());
        allowance.takeRequest();
        return pressure.withBody(stream, body -> {
            Batch batch = new Batch(
                    limits, rights, new Admission(rights, limits.entry().asLongValue(), codec));
            try {
                read.accept(body, batch);
            } finally {
                allowance.charge(batch.size(), body.length);
            }
            return publish(batch, dryRun);
        });
    }

    /**
     * Publishes the one claim of a body in which everything is as it should be, if its caller may do that now.
     *
     * @return null if not, with nothing done and nobody charged; fails with a problem if the log does not acknowledge
     */
    @Nullable
    CompletionStage<Receipt> plainClaim(byte[] body, Rights rights) {
        Entry claim = reader.plainClaim(body);
        Admitted admitted = claim == null
                ? null
                : new Admission(rights, limits.entry().asLongValue(), codec)
                        .admit(claim, Names.OF_CONTENT, "", new Faults(limits.errorsOfPost()));
        Place place = admitted == null ? null : pressure.hold(body.length);
        if (admitted == null || place == null) {
            return null;
        }
        if (!allowances.of(rights.caller()).tryTakeOne(body.length)) {
            place.close();
            return null;
        }
        List<Admitted> one = List.of(admitted);
        try {
            return log.post(List.of(admitted.encoded()))
                    .whenComplete((landing, failure) -> place.close())
                    .thenApply(landing -> receipt(landing, one));
        } catch (RuntimeException fault) {
            place.close();
            throw fault;
        }
    }

    private CompletionStage<RestResponse<Receipt>> publish(Batch batch, boolean dryRun) {
        if (batch.hasFaults()) {
            counts.rejected(batch.kinds(), batch.rejections());
            throw batch.problem().asException();
        }
        if (dryRun) {
            return CompletableFuture.completedStage(RestResponse.ok(new Receipt(accepted(batch.admitted()), null)));
        }
        List<Encoded> events = batch.admitted().stream().map(Admitted::encoded).toList();
        return log.post(events).thenApply(landing -> answer(receipt(landing, batch.admitted())));
    }

    private Receipt receipt(Landing landing, List<Admitted> sent) {
        if (landing.failure() != null || landing.acknowledged() < sent.size()) {
            throw LogUnavailable.after(landing, sent.size());
        }
        sent.forEach(each -> counts.accepted(each.kind(), 1));
        return new Receipt(
                accepted(sent), Objects.requireNonNull(landing.position()).toString());
    }

    private static RestResponse<Receipt> answer(Receipt receipt) {
        return ResponseBuilder.<Receipt>accepted(receipt)
                .header(Positions.HEADER, receipt.position())
                .build();
    }

    private static List<Accepted> accepted(List<Admitted> admitted) {
        // At every post: without a stream.
        List<Accepted> accepted = new ArrayList<>(admitted.size());
        for (Admitted each : admitted) {
            accepted.add(new Accepted(
                    each.encoded().id(), each.revision(), each.encoded().eventId()));
        }
        return accepted;
    }
}
