package dev.zoneledger.ingest.sheet;

import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Problem.FieldError;
import dev.zoneledger.rest.ProblemException;
import java.util.List;

/** Why a file cannot be read, or not further. */
final class Unreadable {

    private Unreadable() {}

    /** Its form is not what it should be; 400. */
    static ProblemException file(String detail) {
        return Problem.of(400, "unreadable-file", "The file cannot be read", detail)
                .asException();
    }

    /** Its headers are not those of a table that is known; 400. */
    static ProblemException headers(String detail, List<FieldError> errors) {
        return new Problem(
                        "urn:zone-ledger:problem:unknown-table",
                        "The headers are not those of a table that is known",
                        400,
                        detail,
                        errors)
                .asException();
    }

    /** It asks for more than is configured; 413. */
    static ProblemException tooLarge(String detail) {
        return Problem.of(413, "too-large", "The file is too large", detail).asException();
    }
}
