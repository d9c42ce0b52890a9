package dev.zoneledger.ingest.sheet;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what a zipped part unfolds to, and how long the pieces of XML in it are, and stops where it is no table any more. */
final class BoundedPart extends FilterInputStream {

    // Between two tags, and in one of them: a cell's text of the longest that Excel takes, in the longest spelling.
    private static final int MAX_PIECE = 1 << 20;

    // Below this a part may be as much larger than its zipped form as it likes.
    private static final long SMALL = 1 << 22;

    private final long limit;
    private final Unzipped all;
    private long length;
    private int piece;
    private int markup;

    /** Counts what is read of all parts of a workbook: a small file may name one of them thousands of times. */
    static final class Unzipped {
        private final long limit;
        private long length;

        Unzipped(long limit) {
            this.limit = limit;
        }

        private void add(int read) {
            length += read;
            if (length > limit) {
                throw Unreadable.tooLarge("The parts of the workbook, as often as each is read, unfold to more than "
                        + limit + " bytes (zone.ingest.sheets.unzipped); save the table as CSV");
            }
        }
    }

    /**
     * @param zipped how long the part is in the file
     * @param all of the same workbook
     */
    BoundedPart(InputStream part, long zipped, int ratio, Unzipped all) {
        super(part);
        this.limit = Math.max(SMALL, zipped * ratio);
        this.all = all;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        int read = in.read(buffer, offset, count);
        if (read <= 0) {
            return read;
        }
        length += read;
        if (length > limit) {
            throw Unreadable.tooLarge("A part of the workbook unfolds to more than " + limit
                    + " bytes (zone.ingest.sheets.ratio); save the table as CSV");
        }
        all.add(read);
        for (int i = offset; i < offset + read; i++) {
            look(buffer[i]);
        }
        return read;
    }

    private void look(byte each) {
        if (each == '>') {
            piece = 0;
        } else if (++piece > MAX_PIECE) {
            throw Unreadable.tooLarge("A cell of the workbook is too long");
        }
        if (each == '<') {
            markup = 1;
        } else if (markup == 1 && each == '!') {
            markup = 2;
        } else {
            if (markup == 2 && each != '-') {
                // No program writes CDATA or a DOCTYPE into a sheet; both hold more than can be counted here.
                throw XlsxFile.noWorkbook();
            }
            markup = 0;
        }
    }
}
