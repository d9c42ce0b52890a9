package dev.zoneledger.ingest.entry;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** A form of files that an import takes. Each is a bean; the content type of the file says which is meant. */
public interface EntryFormat {

    /** The content type, without parameters. */
    String mediaType();

    /** How names of such files end, {@code .csv}: for uploads whose content type says nothing. */
    String fileEnding();

    /**
     * The entries of a file.
     *
     * @param file closed by the caller
     * @param parameters of the content type, names in lower case: {@code charset}
     */
    EntrySource open(InputStream file, Map<String, String> parameters) throws IOException;
}
