package dev.zoneledger.metrics.analyses;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.zoneledger.metrics.ledger.Interval;
import dev.zoneledger.metrics.totals.Composition;
import dev.zoneledger.metrics.totals.Figures;
import dev.zoneledger.metrics.totals.Links;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What was made in a period against what could be made in it. */
@Schema(name = "Utilisation")
record Utilised(
        @Schema(description = "Of several zones together: whose the subject, or the organisation, is; else left out")
        @Nullable
        String zone,

        @Schema(description = "Of a single subject: its organisation; left out if it has none") @Nullable
        String organisation,

        @Schema(description = "Of a single subject: the project; left out if it is an organisation as a whole")
        @Nullable
        String project,

        String product,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(description = "Unit of both sides; null if no claim carries a figure and nothing else says it")
        @Nullable
        String unit,

        @Schema(description = "Made in the period; of a product, by the subjects of which both sides have a figure")
        Figures output,

        @Schema(description = "How the output comes about") Composition composition,

        @Schema(
                description =
                        "Operating, actual capacity of the same subjects, weighted by the days of the period on which it "
                                + "counts: what could be made in it. Rounded half-even to six digits; the ratio is taken of "
                                + "the exact figure")
        Figures capacity,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(
                description =
                        "output / capacity, rounded half-even to six digits, with the bounds that follow from theirs; "
                                + "null if it is not known, which is not zero")
        @Nullable
        Interval ratio,

        @Schema(description = "Why there is no ratio; left out if there is one") @Nullable
        Unknown reason,

        @Schema(
                description =
                        "Whether more was made than could be, by the printed figures: a capacity is out of date, or "
                                + "an output is counted twice")
        boolean alarm,

        @Schema(description = "Whether both sides are points: no bound open, nothing approximate or without a figure")
        boolean exact,

        @Schema(description = "Of a product: how many subjects; left out of a single one") @Nullable
        Subjects subjects,

        @Schema(description = "Of a single subject: the claims of both sides") @Nullable
        Claims claims,

        @Schema(description = "Left out of what several zones come to: each has its own") @Nullable
        UtilisationLinks links) {

    /** Subjects by what is known of them. */
    record Subjects(
            @Schema(description = "Of which both sides have a figure: those in the ratio")
            long both,

            long outputOnly,
            long capacityOnly,

            @Schema(description = "Those of both that made more than they could")
            long alarms) {

        Subjects plus(Subjects other) {
            return new Subjects(
                    both + other.both,
                    outputOnly + other.outputOnly,
                    capacityOnly + other.capacityOnly,
                    alarms + other.alarms);
        }
    }

    /** Ids of the claims of both sides. */
    @Schema(name = "UtilisationClaims")
    record Claims(List<String> output, List<String> capacity) {}

    /** Where the claims of both sides are, with those of subjects of which only one side is known. */
    record UtilisationLinks(Links output, Links capacity) {}

    /** Why a utilisation is not known. */
    @Schema(
            name = "UtilisationUnknown",
            description = "no-output: no output of the period is on record; no-capacity: no operating capacity is; "
                    + "no-common-subject: both are, but of different subjects; output-without-figure, "
                    + "capacity-without-figure: claims are there, but state none; capacity-zero")
    public enum Unknown {
        NO_OUTPUT("no-output"),
        NO_CAPACITY("no-capacity"),
        NO_COMMON_SUBJECT("no-common-subject"),
        OUTPUT_WITHOUT_FIGURE("output-without-figure"),
        CAPACITY_WITHOUT_FIGURE("capacity-without-figure"),
        CAPACITY_ZERO("capacity-zero");

        private final String code;

        Unknown(String code) {
            this.code = code;
        }

        @JsonValue
        public String code() {
            return code;
        }

        @Override
        public String toString() {
            return code;
        }
    }
}
