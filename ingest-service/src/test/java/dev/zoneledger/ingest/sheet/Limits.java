package dev.zoneledger.ingest.sheet;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;

/** The limits of a test; the defaults where nothing else is said. */
record Limits(int columns, int cell, int rowsOfEntry, int ratio, long unzippedBytes, long textBytes)
        implements SheetLimits {

    static final Limits DEFAULT = new Limits(200, 32767, 1000, 300, 1L << 31, 64 << 20);

    @Override
    public MemorySize workbook() {
        return size(512L << 20);
    }

    @Override
    public MemorySize unzipped() {
        return size(unzippedBytes);
    }

    @Override
    public MemorySize sharedTexts() {
        return size(textBytes);
    }

    private static MemorySize size(long bytes) {
        return new MemorySize(BigInteger.valueOf(bytes));
    }
}
