package dev.zoneledger.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** Brings the stack up and stays with it until it is told to stop. */
final class UpCommand {
    private final Path root;
    private final Options options;
    private final StateFolder state;
    private final Screen screen;

    UpCommand(Path root, Options options, Screen screen) {
        this.root = root;
        this.options = options;
        this.state = new StateFolder(options.state());
        this.screen = screen;
    }

    /** Refuses where a stack is running on this state already, or the remains of one are. */
    static void requireDown(StateFolder state) {
        if (state.exists() && StateLock.isHeld(state)) {
            throw new StackException("The stack is running already on " + state.path()
                    + ". See deploy/local/status; deploy/local/down stops it.");
        }
        List<String> left = Parts.IN_ORDER.stream()
                .flatMap(part -> PidFile.read(state, part).stream())
                .filter(file -> file.process().isPresent())
                .map(file -> file.part() + " (process " + file.pid() + ")")
                .toList();
        if (!left.isEmpty()) {
            throw new StackException("An earlier run was killed and has left behind: " + String.join(", ", left)
                    + ".\nStop them with deploy/local/down, then start again. No data are lost.");
        }
    }

    void run() {
        requireDown(state);
        Parts.SERVICES.forEach(service -> ServiceProcess.requireBuilt(root, service));
        state.create();
        StateLock lock = Optional.ofNullable(StateLock.tryAcquire(state))
                .orElseThrow(() -> new StackException("The stack is being started on " + state.path() + " already."));
        options.ports().requireFree();
        tidyUp();
        StackPlan plan = StackPlan.in(root, options.state(), options.ports());
        Supervisor supervisor = new Supervisor(plan, screen);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor, lock)));
        PidFile.of(Parts.SUPERVISOR, ProcessHandle.current().pid(), 0).write(state);
        try {
            bringUp(supervisor, plan);
            supervisor.watch();
        } catch (StackException failed) {
            if (supervisor.isStopping()) {
                // What fails now fails because it was stopped. The shutdown hook ends this process.
                return;
            }
            throw failed;
        }
    }

    private void bringUp(Supervisor supervisor, StackPlan plan) {
        screen.say("Zone Ledger on this machine; its state is in " + state.path());
        screen.step("Kafka", () -> supervisor.start(Parts.KAFKA));
        screen.step("topics", plan::ensureTopics);
        screen.step("PostgreSQL", () -> supervisor.start(Parts.POSTGRES));
        List<ServiceProcess> started = Parts.SERVICES.stream()
                .map(supervisor::start)
                .map(ServiceProcess.class::cast)
                .toList();
        for (int i = 0; i < started.size(); i++) {
            screen.step(Parts.SERVICES.get(i) + "-service", started.get(i)::awaitReady);
        }
        String position = Facts.ensureImported(plan, screen);
        List<String> totals = screen.step("totals", () -> Totals.ask(plan.address(Parts.METRICS), position));
        screen.say("");
        totals.forEach(screen::say);
        screen.say("");
        addresses(plan, position);
        markReady();
    }

    private void addresses(StackPlan plan, String position) {
        screen.say("metrics               " + plan.address(Parts.METRICS));
        screen.say("ingest                " + plan.address(Parts.INGEST));
        screen.say("catalog               " + plan.address(Parts.CATALOG));
        screen.say("Kafka                 " + plan.bootstrapServers());
        screen.say("PostgreSQL            127.0.0.1:" + options.ports().postgres());
        screen.say("tokens                " + state.tokens() + " (reader, reporter, steward)");
        screen.say("");
        screen.say("See:  " + plan.address(Parts.METRICS));
        screen.say("Try:  curl '" + plan.address(Parts.METRICS) + Totals.capacityQuery(position) + "'");
        screen.say(
                "      curl -H \"Authorization: Bearer $(cat " + state.tokens().resolve("steward.jwt") + ")\""
                        + " -H 'Content-Type: application/x-ndjson' --data-binary @" + Facts.FILE + " "
                        + plan.address(Parts.INGEST) + "/v1/imports");
        screen.say("");
        screen.say("Ready. Ctrl-C or deploy/local/down stops everything.");
    }

    private void stop(Supervisor supervisor, StateLock lock) {
        delete(state.ready());
        supervisor.stop();
        PidFile.delete(state, Parts.SUPERVISOR);
        screen.say("Stopped. The state is kept in " + state.path());
        lock.close();
    }

    private void tidyUp() {
        delete(state.ready());
        if (Parts.IN_ORDER.stream().anyMatch(part -> PidFile.read(state, part).isPresent())) {
            screen.say("The last run did not end in order. What was on record is recovered from disk.");
            Parts.IN_ORDER.forEach(part -> PidFile.delete(state, part));
        }
        rotateLogs();
    }

    /** Each start writes new logs and keeps those of the one before. */
    private void rotateLogs() {
        for (String part : Parts.IN_ORDER) {
            Path log = state.log(part);
            try {
                if (Files.exists(log)) {
                    Files.move(log, log.resolveSibling(part + ".previous.log"), StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Could not put aside " + log, e);
            }
        }
    }

    private void markReady() {
        try {
            Files.createFile(state.ready());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
