package dev.zoneledger.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventCodec.Encoded;
import dev.zoneledger.ingest.Pressure.Place;
import dev.zoneledger.ingest.Uploads.Upload;
import dev.zoneledger.ingest.Writer.Rights;
import dev.zoneledger.ingest.entry.EntrySource;
import dev.zoneledger.ingest.entry.IngestLimits;
import dev.zoneledger.ingest.entry.Ndjson;
import dev.zoneledger.ingest.log.AtomicFlight;
import dev.zoneledger.ingest.log.Landing;
import dev.zoneledger.ingest.log.LogWriter;
import dev.zoneledger.ingest.log.Outbox;
import dev.zoneledger.rest.Positions;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Imports: a file of entries, read and published as it arrives. Good entries are published and bad ones reported; or, of an
 * atomic import, all or none.
 */
@Singleton
final class Imports {

    static final String ACCEPTED = "Zone-Accepted";
    static final String REJECTED = "Zone-Rejected";
    static final String LEFT_OUT = "Zone-Rejected-Left-Out";

    private static final Logger LOG = Logger.getLogger(Imports.class);

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);

    private final IngestLimits limits;
    private final Writer writer;
    private final Pressure pressure;
    private final LogWriter log;
    private final EntryCounts counts;
    private final Uploads uploads;
    private final Allowances allowances;
    private final ObjectMapper json;
    private final EventCodec codec = new EventCodec();

    Imports(
            IngestLimits limits,
            Writer writer,
            Pressure pressure,
            LogWriter log,
            EntryCounts counts,
            Uploads uploads,
            Allowances allowances,
            ObjectMapper json) {
        this.limits = limits;
        this.writer = writer;
        this.pressure = pressure;
        this.log = log;
        this.counts = counts;
        this.uploads = uploads;
        this.allowances = allowances;
        this.json = json;
    }

    private record Order(
            Upload upload, Rights rights, @Nullable RetryKey key, boolean dryRun, boolean atomic) {}

    Response run(InputStream body, Imported request) {
        Rights rights = writer.rights();
        RetryKey key = RetryKey.of(rights.caller(), request.idempotencyKey);
        boolean wantsRejected = request.wantsRejected();
        boolean dryRun = request.isDryRun();
        boolean atomic = request.isAtomic();
        allowances.of(rights.caller()).takeRequest();
        try (Place place = pressure.startImport()) {
            Order order = new Order(uploads.upload(body, request), rights, key, dryRun, atomic);
            if (wantsRejected) {
                return rejected(order, place);
            }
            if (request.wantsProgress()) {
                Place handedOver = place.handOver();
                return Response.ok(Answer.whileClientIsThere(out -> writeLine(lastLine(order, handedOver, out), out)))
                        .type(Ndjson.MEDIA_TYPE)
                        .build();
            }
            return report(order);
        }
    }

    private Response report(Order order) {
        try (EntrySource source = order.upload.open()) {
            ImportReport report = perform(order, source, null, run -> {});
            return answer(report)
                    .type(MediaType.APPLICATION_JSON)
                    .entity(report)
                    .build();
        } catch (IOException e) {
            throw brokenOff();
        }
    }

    private static ResponseBuilder answer(ImportReport report) {
        return report.position() == null
                ? Response.ok()
                : Response.accepted().header(Positions.HEADER, report.position());
    }

    /** The rejected entries as a file, which keeps the import's place; what became of the others is in headers. */
    private Response rejected(Order order, Place place) {
        try (EntrySource source = order.upload.open()) {
            RejectedFile file = new RejectedFile(source, limits.rejectedFile().asLongValue());
            try {
                ImportReport report = perform(order, source, file, run -> {});
                file.end();
                Place handedOver = place.handOver();
                return (report.accepted() == 0 ? Response.status(400) : answer(report))
                        .header(ACCEPTED, report.accepted())
                        .header(REJECTED, report.rejected())
                        .header(LEFT_OUT, file.leftOut())
                        .type(order.upload.format().mediaType())
                        .entity(Answer.whileClientIsThere(out -> {
                            try (handedOver;
                                    file) {
                                file.copyInto(out);
                            }
                        }))
                        .build();
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw brokenOff();
        }
    }

    /** Writes lines of progress while it runs; the report, or the problem that ended it, when it has given its place back. */
    private Object lastLine(Order order, Place place, OutputStream out) {
        try (place;
                EntrySource source = order.upload.open()) {
            long start = System.nanoTime();
            AtomicLong next = new AtomicLong(start);
            return perform(order, source, null, run -> {
                long now = System.nanoTime();
                if (now - next.get() >= 0) {
                    next.set(now + BETWEEN_LINES.toNanos());
                    writeLine(run.progress(order.upload.body().count(), now - start), out);
                }
            });
        } catch (ProblemException e) {
            return new LastProblem(e.problem(), e.retryAfterSeconds());
        } catch (Answer.ClientIsGone e) {
            throw e;
        } catch (IOException e) {
            return brokenOff().problem();
        } catch (RuntimeException e) {
            LOG.error("import failed", e);
            return Problem.of(500, "internal-server-error", "Internal Server Error", "The fault is ours");
        }
    }

    /** A problem where no header can follow any more: with what would have been {@code Retry-After}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record LastProblem(
            @JsonUnwrapped Problem problem, @Nullable Integer retryAfter) {}

    private void writeLine(Object line, OutputStream out) {
        try {
            out.write(json.writeValueAsBytes(line));
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what became of the file when every record that was sent is acknowledged or given up. */
    private ImportReport perform(
            Order order, EntrySource source, @Nullable RejectedFile rejectedFile, Consumer<ImportRun> onEntry)
            throws IOException {
        if (!order.atomic) {
            Outbox outbox = order.dryRun ? DryRun.INSTANCE : log.takeOffInBulk();
            return perform(order, source, outbox, rejectedFile, onEntry);
        }
        try (AtomicFlight together = log.takeOffTogether(!order.dryRun)) {
            return perform(order, source, together, rejectedFile, onEntry);
        }
    }

    private ImportReport perform(
            Order order,
            EntrySource source,
            Outbox outbox,
            @Nullable RejectedFile rejectedFile,
            Consumer<ImportRun> onEntry) {
        Admission admission = new Admission(order.rights, limits.entry().asLongValue(), codec);
        ImportRun run = new ImportRun(
                limits,
                source,
                admission,
                order.key,
                order.atomic ? limits.atomicEntries() : null,
                outbox,
                rejectedFile);
        readAll(run, order, onEntry);
        Problem stopped = run.stopped();
        if (order.atomic && (stopped != null || run.rejected() > 0)) {
            run.count(counts, false);
            if (stopped != null) {
                throw stopped.asException();
            }
            if (rejectedFile != null) {
                return run.report(0, null);
            }
            throw run.nothingAccepted("Nothing was published, since all or nothing was asked for; rows rejected: "
                            + run.rejected())
                    .asException();
        }
        Landing landing = outbox.land().toCompletableFuture().join();
        if (landing.failure() != null) {
            throw order.atomic
                    ? LogUnavailable.afterAtomic(landing, run.sent())
                    : LogUnavailable.after(landing, run.sent());
        }
        run.count(counts, !order.dryRun);
        if (stopped != null) {
            throw published(stopped, run.sent(), landing).asException();
        }
        if (run.sent() == 0 && rejectedFile == null) {
            throw run.nothingAccepted("Nothing was published; rows rejected: " + run.rejected())
                    .asException();
        }
        return run.report(
                run.sent(),
                landing.position() == null ? null : landing.position().toString());
    }

    /** It is never cut off for its caller's rate, but charged as it goes: what the caller then sends waits. */
    private void readAll(ImportRun run, Order order, Consumer<ImportRun> onEntry) {
        Charge charge = new Charge(allowances.of(order.rights.caller()), order.upload.body());
        try {
            run.readAll(each -> {
                charge.entry();
                onEntry.accept(each);
            });
        } finally {
            charge.settle();
        }
    }

    /** The problem that ended an import, with what is on record all the same. */
    private static Problem published(Problem problem, long sent, Landing landing) {
        return landing.position() == null
                ? problem
                : new Problem(
                        problem.type(),
                        problem.title(),
                        problem.status(),
                        problem.detail() + ". " + sent + " entries are on record, up to position " + landing.position()
                                + "; sending them again changes nothing",
                        problem.errors());
    }

    private static ProblemException brokenOff() {
        return Problem.of(400, "body-broken-off", "The body broke off", "The body did not arrive as a whole")
                .asException();
    }

    /** Takes everything and publishes nothing. */
    private enum DryRun implements Outbox {
        INSTANCE;

        @Override
        public boolean hasFailed() {
            return false;
        }

        @Override
        public void send(Encoded event) {}

        @Override
        public CompletionStage<Landing> land() {
            return CompletableFuture.completedStage(new Landing(0, null, null));
        }
    }
}
