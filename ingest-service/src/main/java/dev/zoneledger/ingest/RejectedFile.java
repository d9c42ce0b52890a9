package dev.zoneledger.ingest;

import dev.zoneledger.ingest.entry.EntrySource;
import dev.zoneledger.ingest.entry.EntrySource.RejectedEntries;
import dev.zoneledger.rest.Problem.FieldError;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/** The rejected entries of an import as a file of the same form, on the disk until it is answered. */
final class RejectedFile implements AutoCloseable {

    private final FileChannel file;
    private final Metered out;
    private final RejectedEntries entries;
    private final long limit;
    private long leftOut;

    RejectedFile(EntrySource source, long limit) throws IOException {
        // Nobody can find the file, and nothing of it is left when the process ends in whatever way.
        this.file = FileChannel.open(
                Files.createTempFile("zone-ingest-", ".rejected"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        this.out = new Metered(new BufferedOutputStream(Channels.newOutputStream(file)));
        this.entries = source.rejectedInto(out);
        this.limit = limit;
    }

    /** Puts down the source's present entry. */
    void add(List<FieldError> faults) throws IOException {
        if (out.written >= limit) {
            leftOut++;
            return;
        }
        entries.add(row -> faults.stream()
                .filter(fault -> fault.row() != null && fault.row() == row)
                .map(RejectedFile::text)
                .collect(Collectors.joining("; ")));
    }

    private static String text(FieldError fault) {
        String place = fault.column() != null ? fault.column() : fault.pointer();
        return (place == null || place.isEmpty() ? "" : place + ": ")
                + fault.detail()
                + (fault.suggestion() == null ? "" : " (" + fault.suggestion() + "?)");
    }

    /** Entries for which there was no room. */
    long leftOut() {
        return leftOut;
    }

    /** No more will be added. */
    void end() throws IOException {
        entries.close();
        out.flush();
    }

    void copyInto(OutputStream answer) throws IOException {
        Channels.newInputStream(file.position(0)).transferTo(answer);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static final class Metered extends FilterOutputStream {
        private long written;

        Metered(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int each) throws IOException {
            written++;
            out.write(each);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            written += length;
            out.write(bytes, offset, length);
        }

        /** The format ends its file, we ours. */
        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
