package dev.zoneledger.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An industrial zone as a reporting body, with the names it goes by. */
public record Zone(
        String id,
        int revision,
        String name,
        @Nullable String localName,
        List<Alias> aliases,
        @Nullable String country,
        @Nullable Source source,
        List<String> inferred,
        @Nullable String note)
        implements ProjectEvent {
    public Zone {
        Check.id("id", id);
        Check.revision(revision);
        Check.text("name", name);
        aliases = Check.list(aliases);
        inferred = Check.list(inferred);
    }

    @Override
    public String zone() {
        return id;
    }
}
