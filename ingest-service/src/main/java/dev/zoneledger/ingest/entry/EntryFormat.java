package dev.zoneledger.ingest.entry;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A form of files that an import takes. Each is a bean; the content type of the file says which is meant. */
public interface EntryFormat {

    /** The content type, without parameters. */
    String mediaType();

    /** Other content types that mean the same. */
    default Set<String> alsoKnownAs() {
        return Set.of();
    }

    /** How names of such files end, {@code .csv}: for uploads whose content type says nothing. */
    List<String> fileEndings();

    /**
     * The entries of a file.
     *
     * @param file closed by the caller
     * @param parameters of the content type, names in lower case: {@code charset}
     */
    EntrySource open(InputStream file, Map<String, String> parameters) throws IOException;
}
