package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.catalog.names.Search;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists of records in the order of how well their names fit: {@code ?q=}. */
@ApplicationScoped
class Ranked {

    static final String DESCRIPTION =
            "Part of a name, local name, alias, id, LEI or USCC, misspelt or not, in any script. The answer is then in the"
                    + " order of how well it fits, each record with its `match`: the score, 1 for the very name, and the name"
                    + " that matched. At most the best 200";

    /** Of tables, before those of the record. */
    static final List<Column> COLUMNS = List.of(
            Column.of("Score", "match.score"), Column.of("Matched", "match.form"), Column.of("By name", "match.name"));

    private final Search search;
    private final Records.RecordRows records;
    private final Records.PastRecordRows pastRecords;

    Ranked(Search search, Records.RecordRows records, Records.PastRecordRows pastRecords) {
        this.search = search;
        this.records = records;
        this.pastRecords = pastRecords;
    }

    /** @param words as {@link #words} makes them */
    record Question(
            String kind,
            @Nullable String zone,
            @Nullable String organisation,
            String words,
            boolean past,
            @Nullable String cursor,
            int limit) {}

    /** The words of {@code q}; a problem, 400, if there is nothing in it that a name can be found by. */
    String words(String text) {
        return search.words("q", text);
    }

    Page page(Question question, UriInfo uri) {
        List<Search.Found> found = search.find(new Search.Question(
                Set.of(question.kind),
                question.zone == null ? "" : question.zone,
                question.organisation == null ? "" : question.organisation,
                question.words,
                question.past));
        return page(found, question.cursor, question.limit, uri, page -> {
            Map<List<String>, JsonNode> documents = documents(question.kind, question.past, page);
            return page.stream().map(each -> withMatch(documents, each)).toList();
        });
    }

    /** That part of what was found which follows the cursor. */
    static Page page(
            List<Search.Found> found,
            @Nullable String cursor,
            int limit,
            UriInfo uri,
            Function<List<Search.Found>, List<JsonNode>> items) {
        String after = Cursor.parse(cursor, uri, 1).getFirst();
        List<Search.Found> rest =
                found.stream().filter(each -> each.place().compareTo(after) > 0).toList();
        List<Search.Found> page = rest.subList(0, Math.min(limit, rest.size()));
        return new Page(
                items.apply(page),
                rest.size() > limit ? Cursor.of(List.of(page.getLast().place()), uri) : null);
    }

    private Map<List<String>, JsonNode> documents(String kind, boolean past, List<Search.Found> page) {
        PanacheRepositoryBase<? extends RecordRow, RecordRow.Key> rows = past ? pastRecords : records;
        Map<List<String>, JsonNode> documents = new HashMap<>();
        rows.list(
                        "kind = :kind and id in :ids",
                        Parameters.with("kind", kind)
                                .and("ids", page.stream().map(Search.Found::id).toList()))
                .forEach(row -> documents.put(List.of(row.zone, row.id), Documents.of(row, null)));
        return documents;
    }

    private static JsonNode withMatch(Map<List<String>, JsonNode> documents, Search.Found found) {
        // Found and read in one snapshot.
        ObjectNode node = (ObjectNode) Objects.requireNonNull(documents.get(List.of(found.zone(), found.id())));
        node.putObject("match")
                .put("score", found.score())
                .put("form", found.form())
                .put("name", found.matched());
        return node;
    }
}
