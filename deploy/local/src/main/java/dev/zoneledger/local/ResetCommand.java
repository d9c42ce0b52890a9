package dev.zoneledger.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Stops a stack and deletes its state: the log of events, the catalog, keys and tokens. */
final class ResetCommand {
    private final StateFolder state;
    private final Screen screen;
    private final BufferedReader person;

    ResetCommand(StateFolder state, Screen screen, BufferedReader person) {
        this.state = state;
        this.screen = screen;
        this.person = person;
    }

    void run(boolean yes) {
        if (!state.exists()) {
            screen.say("There is no state in " + state.path() + ": nothing to delete.");
            return;
        }
        if (!yes && !agreed()) {
            throw new StackException("Nothing was deleted.");
        }
        new DownCommand(state, screen).run();
        state.delete();
        screen.say("Deleted " + state.path() + ". The next start begins with an empty log.");
    }

    private boolean agreed() {
        screen.say("This deletes all that the stack has on record, its keys and its tokens, in " + state.path() + ".");
        screen.say("Type \"yes\" to go on:");
        try {
            @Nullable String answer = person.readLine();
            return answer != null && answer.strip().equals("yes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
