package dev.zoneledger.metrics.totals;

import dev.zoneledger.metrics.state.TotalRow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where to go on from a figure. */
public record Links(
        @Schema(description = "The claims in this total, and those left out of it with the reason")
        String claims) {

    /** To that address, with the parameters that are not null, given as name and value in turn. */
    public static Links to(String path, @Nullable Object... parameters) {
        return new Links(address(path, parameters));
    }

    /**
     * To the claims of one capacity.
     *
     * @param organisation empty for projects without one; null for the whole zone
     */
    public static Links toCapacity(String zone, LocalDate asOf, @Nullable String organisation, TotalRow.Series series) {
        return to(
                "/v1/zones/" + zone + "/capacity/claims",
                "asOf",
                asOf,
                "organisation",
                Slice.parameter(organisation),
                "product",
                series.product(),
                "status",
                series.slot(),
                "basis",
                series.basis(),
                "unit",
                series.unit());
    }

    /** That address, with the parameters that are not null, given as name and value in turn. */
    public static String address(String path, @Nullable Object... parameters) {
        List<String> query = new ArrayList<>();
        for (int at = 0; at < parameters.length; at += 2) {
            Object value = parameters[at + 1];
            if (value != null) {
                query.add(parameters[at] + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
            }
        }
        return path + "?" + String.join("&", query);
    }
}
