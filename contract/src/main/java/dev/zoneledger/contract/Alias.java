package dev.zoneledger.contract;

import org.jspecify.annotations.Nullable;

/**
 * A name under which a record appears in print, and who decided that it is the same.
 *
 * @param name as printed
 * @param decidedBy who made the link
 * @param note why
 */
public record Alias(
        String name, @Nullable String decidedBy, @Nullable String note) {
    public Alias {
        Check.text("name", name);
    }
}
