package dev.zoneledger.catalog.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far the tables are behind the log. */
@ApplicationScoped
public class Lag {

    private final LogReader log;
    private final Applied applied;

    Lag(LogReader log, Applied applied) {
        this.log = log;
        this.applied = applied;
    }

    @Schema(name = "PartitionLag")
    public record OfPartition(
            int partition,

            @Schema(
                    description =
                            "The offset up to which, itself included, the tables reflect the partition; -1 for none")
            long applied,

            @Schema(
                    description =
                            "The last offset of the partition, be it a record's or a transaction's marker; -1 for none")
            long end,

            @Schema(description = "0 if every record is in the tables; else how many offsets there are up to `end`")
            long lag) {}

    /** Of every partition of the log, in their order. */
    public List<OfPartition> ofAll() throws SQLException, LogAwayException {
        Map<Integer, Long> next = applied.nextOffsets();
        LogReader.Beyond beyond = log.beyond(next);
        return beyond.end().entrySet().stream()
                .map(each -> {
                    int partition = each.getKey();
                    long from = next.getOrDefault(partition, 0L);
                    long lag = beyond.waiting().contains(partition) ? each.getValue() - from : 0;
                    return new OfPartition(partition, from - 1, each.getValue() - 1, lag);
                })
                .toList();
    }
}
