package dev.zoneledger.ingest.sheet;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import dev.zoneledger.ingest.entry.NoRoom;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * A workbook's file, kept on disk while it is read: its list of parts stands at its end. Nothing of it is trusted; how
 * much a part may unfold to is counted while it is read.
 */
final class XlsxFile implements AutoCloseable {

    private static final int COPIED_AT_ONCE = 1 << 16;

    // A zip file ends with this record, a list of parts before it, and perhaps a remark behind it.
    private static final int END_LENGTH = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int LIST_LENGTH_AT = 12;
    private static final int MAX_REMARK = 0xFFFF;

    // The list is held in memory. A workbook has some dozens of parts, each of about a hundred bytes in it.
    private static final long MAX_LIST = 1 << 20;

    private final Path path;
    private final ZipFile zip;
    private final SheetLimits limits;
    private final BoundedPart.Unzipped unzipped;

    // Its own: a factory keeps names of what it has read.
    private final XMLInputFactory xml = xml();

    private XlsxFile(Path path, ZipFile zip, SheetLimits limits) {
        this.path = path;
        this.zip = zip;
        this.limits = limits;
        this.unzipped = new BoundedPart.Unzipped(limits.unzipped().asLongValue());
    }

    private static XMLInputFactory xml() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, Boolean.FALSE);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, Boolean.FALSE);
        return factory;
    }

    static XlsxFile open(InputStream file, SheetLimits limits) throws IOException {
        Path path = create();
        try {
            copy(file, path, limits.workbook().asLongValue());
            checkList(path);
            return new XlsxFile(path, new ZipFile(path.toFile(), StandardCharsets.UTF_8), limits);
        } catch (ZipException | EOFException e) {
            Files.deleteIfExists(path);
            throw noWorkbook();
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private static Path create() {
        try {
            return Files.createTempFile("zone-import-", ".xlsx");
        } catch (IOException e) {
            throw NoRoom.onDisk(e);
        }
    }

    static void copy(InputStream file, Path path, long limit) throws IOException {
        byte[] buffer = new byte[COPIED_AT_ONCE];
        long length = 0;
        try (OutputStream copy = Files.newOutputStream(path)) {
            for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
                if (length == 0 && TextForm.startsWith(buffer, 0xD0, 0xCF, 0x11, 0xE0)) {
                    throw Unreadable.file(
                            "This is a workbook of the old form .xls, or one with a password; save it as .xlsx without one");
                }
                length += read;
                if (length > limit) {
                    throw Unreadable.tooLarge("A workbook has at most " + limit
                            + " bytes (zone.ingest.sheets.workbook); save the table as CSV");
                }
                write(copy, buffer, read);
            }
        }
    }

    private static void write(OutputStream copy, byte[] buffer, int length) {
        try {
            copy.write(buffer, 0, length);
        } catch (IOException e) {
            // Not to be taken for a body that broke off.
            throw NoRoom.onDisk(e);
        }
    }

    /** Refuses a list of parts that would fill the memory when the file is opened. */
    private static void checkList(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(file.length(), END_LENGTH + MAX_REMARK)];
            file.seek(file.length() - end.length);
            file.readFully(end);
            boolean found = false;
            for (int i = 0; i <= end.length - END_LENGTH; i++) {
                if (littleEndian(end, i) == END_SIGNATURE) {
                    found = true;
                    // Whichever of several the zip reader takes for the end, its list must be short.
                    if (Integer.toUnsignedLong(littleEndian(end, i + LIST_LENGTH_AT)) > MAX_LIST) {
                        throw Unreadable.file("The workbook has too many parts");
                    }
                }
            }
            if (!found) {
                throw noWorkbook();
            }
        }
    }

    private static int littleEndian(byte[] bytes, int at) {
        return (bytes[at] & 0xFF)
                | (bytes[at + 1] & 0xFF) << 8
                | (bytes[at + 2] & 0xFF) << 16
                | (bytes[at + 3] & 0xFF) << 24;
    }

    static RuntimeException noWorkbook() {
        return Unreadable.file("This is no workbook of the form .xlsx, or it is not whole");
    }

    /** A part to be read; null if there is none of that name. */
    @Nullable
    XmlPart part(String name) throws IOException {
        InputStream bytes = bytes(name);
        try {
            return bytes == null ? null : new XmlPart(xml.createXMLStreamReader(bytes, "UTF-8"));
        } catch (XMLStreamException e) {
            throw noWorkbook();
        }
    }

    /** A part as it is unzipped; null if there is none of that name. */
    @Nullable
    InputStream bytes(String name) throws IOException {
        String plain = name.startsWith("/") ? name.substring(1) : name;
        ZipEntry entry = zip.getEntry(plain);
        if (entry == null) {
            return null;
        }
        try {
            return new BoundedPart(zip.getInputStream(entry), entry.getCompressedSize(), limits.ratio(), unzipped);
        } catch (ZipException | EOFException e) {
            // The last: the list says that the part lies where the file has ended.
            throw noWorkbook();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            zip.close();
        } finally {
            Files.deleteIfExists(path);
        }
    }
}
