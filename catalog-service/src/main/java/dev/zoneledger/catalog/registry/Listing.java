package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A list as its resource declares it; {@link Lists} answers it.
 *
 * @param name in file names
 * @param now entity of the rows of today
 * @param then entity of the rows of an instant
 * @param keys what can be sorted by; zone and id are among them
 * @param fields what {@code fields} may name
 * @param item a row as clients see it, on a day if one is asked for
 * @param columns of CSV and XLSX
 * @param observations of SDMX-CSV; empty if the list holds none
 */
record Listing<R>(
        String name,
        Class<? extends R> now,
        Class<? extends R> then,
        List<SortKey<R>> keys,
        Fields fields,
        BiFunction<R, @Nullable LocalDate, ObjectNode> item,
        List<Column> columns,
        List<Column> observations) {

    /** The forms that it is answered in, the preferred first. */
    List<Format> formats() {
        List<Format> formats = new ArrayList<>(List.of(Format.JSON, Format.NDJSON, Format.CSV, Format.XLSX));
        if (!observations.isEmpty()) {
            formats.add(Format.SDMX_CSV);
        }
        return formats;
    }

    /** The entity that rows are read from, as HQL names it. */
    String entity(PastReads reads) {
        return (reads.knownAt == null ? now : then).getSimpleName();
    }
}
