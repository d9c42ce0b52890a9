package dev.zoneledger.contract;

import org.jspecify.annotations.Nullable;

/** One of the ways in which an ambiguous claim can be read; in no total. */
public record Reading(
        Measure measure, Quantity quantity, @Nullable String note) {
    public Reading {
        Check.present("measure", measure);
        Check.present("quantity", quantity);
    }
}
