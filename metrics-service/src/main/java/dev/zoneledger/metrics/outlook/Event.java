package dev.zoneledger.metrics.outlook;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.zoneledger.contract.Status;

/** What happens to a line, phase, project or organisation where a total takes a step. */
enum Event {
    ANNOUNCED("announced"),
    APPROVED("approved"),
    CONSTRUCTION_BEGUN("construction-begun"),
    /** It is built and being run in: it enters the status commissioning. */
    RUNNING_IN("running-in"),
    /** It goes into production: it enters the status operating. */
    COMMISSIONED("commissioned"),
    MOTHBALLED("mothballed"),
    RETIRED("retired"),
    SHELVED("shelved"),
    CANCELLED("cancelled"),
    /** From here on no source says where it stands. */
    STATUS_UNKNOWN("status-unknown"),
    /** The status is the one that it had; another claim tells its figure. */
    RESTATED("restated"),
    /** What it says of itself is declared from here on, since its parts speak. */
    GIVES_WAY_TO_PARTS("gives-way-to-parts"),
    /** What it says of itself counts again, since its parts no longer speak. */
    PARTS_FALL_SILENT("parts-fall-silent");

    static final String DESCRIPTION =
            "What happens. By the status entered: announced, approved, construction-begun, running-in (built, not yet "
                    + "in production), commissioned (enters operating), mothballed, retired, shelved, cancelled, "
                    + "status-unknown (no source says where it stands from here on: in no total). Else: restated (another "
                    + "claim tells the figure of the same status), gives-way-to-parts (what it says of itself is declared "
                    + "from here on, because its parts speak), parts-fall-silent (the opposite)";

    private final String code;

    Event(String code) {
        this.code = code;
    }

    @JsonValue
    String code() {
        return code;
    }

    static Event entering(Status status) {
        return switch (status) {
            case ANNOUNCED -> ANNOUNCED;
            case APPROVED -> APPROVED;
            case CONSTRUCTION -> CONSTRUCTION_BEGUN;
            case COMMISSIONING -> RUNNING_IN;
            case OPERATING -> COMMISSIONED;
            case MOTHBALLED -> MOTHBALLED;
            case RETIRED -> RETIRED;
            case SHELVED -> SHELVED;
            case CANCELLED -> CANCELLED;
            case UNKNOWN -> STATUS_UNKNOWN;
        };
    }
}
