package dev.zoneledger.contract;

import java.util.Comparator;

/**
 * Which revision of a record, and of which content. The greater one holds: the higher revision, and for two contents
 * under one revision (a conflict, which is shown) the greater hash, so that the order of arrival cannot matter.
 *
 * @param hash SHA-256 of the event's type and data, hexadecimal
 */
public record Version(int revision, String hash) implements Comparable<Version> {

    private static final Comparator<Version> ORDER =
            Comparator.comparingInt(Version::revision).thenComparing(Version::hash);

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }
}
