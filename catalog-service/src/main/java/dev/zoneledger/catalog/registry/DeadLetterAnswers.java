package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.zoneledger.catalog.log.Replay;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is told of dead letters. */
final class DeadLetterAnswers {

    /** More than that is to be had as it is, at the address of the data. */
    private static final int MAX_SHOWN = 1 << 20;

    private DeadLetterAnswers() {}

    /** Where a record stands in the log. */
    record Origin(String topic, int partition, long offset) {}

    /** Who had the record read again, and when it was an event. */
    record Replayed(String by, String at) {}

    record Links(String self, String data, String replay) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeadLetter(
            String position,
            Origin origin,

            @Schema(description = "Why it was no event when it was read first")
            String reason,

            @Schema(description = "Of its data, in bytes") int size,

            @Schema(description = "When the broker appended it")
            String recordedAt,

            @Nullable Replayed replayed,
            Links links) {}

    /** Dead letters, latest first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeadLetters(List<DeadLetter> items, @Nullable String next) {}

    /** Bytes of the record, and what they say where they are UTF-8 without control characters. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Bytes(
            String base64,
            @Nullable String text,

            @Schema(description = "True if this is only the first MiB; all of it is under `links.data`") @Nullable
            Boolean cut) {

        static @Nullable Bytes of(byte @Nullable [] bytes) {
            if (bytes == null) {
                return null;
            }
            boolean cut = bytes.length > MAX_SHOWN;
            byte[] shown = cut ? Arrays.copyOf(bytes, MAX_SHOWN) : bytes;
            return new Bytes(Base64.getEncoder().encodeToString(shown), PlainText.of(shown), cut ? true : null);
        }
    }

    record HeaderOf(String name, @Nullable Bytes value) {}

    /** A dead letter with its record as it stands in the log. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WholeDeadLetter(
            String position,
            Origin origin,
            String reason,
            int size,
            String recordedAt,
            @Nullable Replayed replayed,

            @Schema(description = "Why it is no event today; left out if it is one, and a replay takes it in") @Nullable
            String reasonNow,

            @Schema(description = "What it says today, if it is an event today")
            Replay.@Nullable Event event,

            @Nullable Bytes key,
            List<HeaderOf> headers,

            @Schema(description = "Left out of a record without data") @Nullable
            Bytes data,

            Links links) {}

    /**
     * What a replay has done.
     *
     * @param event what the record says
     */
    record Done(String position, Replay.Event event, Replayed replayed) {}
}
