package dev.zoneledger.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The one error shape: RFC 9457 {@code application/problem+json}.
 *
 * @param type stable URI of the kind of problem, {@code urn:zone-ledger:problem:...}
 * @param title the same for every problem of this type
 * @param status the HTTP status
 * @param detail what is wrong with this request and what to do
 * @param errors each fault of the input, all of them at once
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "RFC 9457 problem details")
public record Problem(
        String type, String title, int status, @Nullable String detail, List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:zone-ledger:problem:";

    /**
     * One fault of the input.
     *
     * @param pointer RFC 6901 JSON pointer into the body, {@code /3/quantity/unit}; empty for the body as a whole
     * @param parameter name of the query parameter or header, where the fault is not in the body
     * @param row line of a file, from 1
     * @param column name of the column of a table
     * @param detail what was found and what was expected
     * @param suggestion what was probably meant
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FieldError(
            @Nullable String pointer,
            @Nullable String parameter,
            @Nullable Long row,
            @Nullable String column,
            String detail,
            @Nullable String suggestion) {

        public static FieldError at(String pointer, String detail, @Nullable String suggestion) {
            return new FieldError(pointer, null, null, null, detail, suggestion);
        }

        public static FieldError ofParameter(String parameter, String detail, @Nullable String suggestion) {
            return new FieldError(null, parameter, null, null, detail, suggestion);
        }

        /** The same fault, in that line of a file. */
        public FieldError inRow(long line) {
            return new FieldError(pointer, parameter, line, column, detail, suggestion);
        }
    }

    public Problem {
        errors = List.copyOf(errors);
    }

    /** A problem of the type of that short name. */
    public static Problem of(int status, String name, String title, @Nullable String detail) {
        return new Problem(TYPE_PREFIX + name, title, status, detail, List.of());
    }

    /** The input is not as the contract asks; 400. */
    public static Problem invalidInput(String detail, List<FieldError> errors) {
        return new Problem(TYPE_PREFIX + "invalid-input", "The input is not valid", 400, detail, errors);
    }

    /** A query parameter is not as declared; 400. */
    public static Problem invalidParameter(FieldError error) {
        return new Problem(
                TYPE_PREFIX + "invalid-parameter", "A query parameter is not valid", 400, null, List.of(error));
    }

    /** There is no such record; 404. */
    public static Problem notFound(String detail) {
        return of(404, "not-found", "Not found", detail);
    }

    public ProblemException asException() {
        return new ProblemException(this, null, Map.of());
    }

    /** The same, asking the client to come back after so many seconds. */
    public ProblemException asException(int retryAfterSeconds) {
        return asException(retryAfterSeconds, Map.of());
    }

    /** The same, with more headers. */
    public ProblemException asException(int retryAfterSeconds, Map<String, String> headers) {
        return new ProblemException(this, retryAfterSeconds, headers);
    }
}
