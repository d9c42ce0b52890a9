package dev.zoneledger.catalog.registry;

import dev.zoneledger.rest.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forms in which a list is answered. */
enum Format {
    /** Page by page. */
    JSON("json", MediaType.APPLICATION_JSON, "json"),
    /** A record a line, in the form that it has in JSON. */
    NDJSON("ndjson", Format.NDJSON_TYPE, "ndjson"),
    /** RFC 4180, UTF-8. */
    CSV("csv", Format.CSV_TYPE, "csv"),
    /** A workbook. */
    XLSX("xlsx", Format.XLSX_TYPE, "xlsx"),
    /** Observations for statisticians: SDMX-CSV 2.0. */
    SDMX_CSV("sdmx-csv", Format.SDMX_CSV_TYPE, "csv");

    static final String NDJSON_TYPE = "application/x-ndjson";
    static final String CSV_TYPE = "text/csv";
    static final String XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    static final String SDMX_CSV_TYPE = "application/vnd.sdmx.data+csv";

    private final String code;
    private final MediaType type;
    private final String ending;

    Format(String code, String type, String ending) {
        this.code = code;
        this.type = MediaType.valueOf(type);
        this.ending = ending;
    }

    /**
     * The form that the request asks for, first by {@code format}, then by {@code Accept}; 406 if the list is not answered in
     * it.
     *
     * @param format of the request
     * @param offered what the list is answered in, the preferred form first
     */
    static Format of(@Nullable String format, HttpHeaders headers, List<Format> offered) {
        if (format != null) {
            String code = Choices.oneOf("format", format, offered.toArray());
            return offered.stream()
                    .filter(each -> each.code.equals(code))
                    .findFirst()
                    .orElseThrow();
        }
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            for (Format each : offered) {
                if (accepted.isCompatible(each.type)
                        && !"0".equals(accepted.getParameters().get("q"))) {
                    return each;
                }
            }
        }
        throw Problem.of(
                        406,
                        "not-acceptable",
                        "Not Acceptable",
                        "This is answered as "
                                + String.join(
                                        ", ",
                                        offered.stream()
                                                .map(each -> each.type.toString())
                                                .toList()))
                .asException();
    }

    /** With its version or character set. */
    String contentType() {
        return switch (this) {
            case JSON, NDJSON, XLSX -> type.toString();
            case CSV -> CSV_TYPE + ";charset=UTF-8";
            case SDMX_CSV -> SDMX_CSV_TYPE + ";version=2.0.0";
        };
    }

    String ending() {
        return ending;
    }

    @Override
    public String toString() {
        return code;
    }
}
