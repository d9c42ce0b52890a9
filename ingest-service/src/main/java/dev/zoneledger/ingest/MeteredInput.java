package dev.zoneledger.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The file of an import as it arrives: counted, and 413 where it is longer than it may be. */
final class MeteredInput extends FilterInputStream {

    private final long limit;
    private long count;

    MeteredInput(InputStream file, long limit) {
        super(file);
        this.limit = limit;
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int each = in.read();
        return counted(each, each < 0 ? 0 : 1);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = in.read(into, offset, length);
        return counted(read, Math.max(0, read));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private int counted(int result, int read) {
        count += read;
        if (count > limit) {
            throw Uploads.tooLarge("The file has more than " + limit + " bytes (zone.ingest.limits.file)");
        }
        return result;
    }
}
