package dev.zoneledger.ingest.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Entries to test with, each a line of an import. */
final class Samples {

    static final String CAPACITY = """
            {"type": "claim", "zone": "baotou-rehz", "subject": {"project": "jinmeng-sintered-line"}, "measure": "capacity",\
             "product": "ndfeb-sintered", "quantity": {"value": 3000, "unit": "t/a", "qualifier": "exact"}, "status": "operating",\
             "basis": "actual", "effectiveFrom": {"date": "2020-10-15", "precision": "day", "bound": "not-later"},\
             "statedBy": {"name": "孙喜平", "office": "legal representative", "organisation": "jinmeng-huimeng"},\
             "source": {"uri": "urn:smm:101294895", "publishedOn": "2020-10", "language": "en", "machineTranslated": true}}""";

    static final String REVENUE = """
            {"type": "claim", "zone": "baotou-rehz", "subject": {"organisation": "jinmeng-huimeng"}, "measure": "sales-revenue",\
             "quantity": {"value": 412000000, "unit": "CNY", "qualifier": "approximately"}, "basis": "planned", "period": "2017",\
             "source": {"uri": "https://example.org/a"}}""";

    static final String COUNT = """
            {"type": "claim", "zone": "baotou-rehz", "subject": {"organisation": "jinmeng-huimeng"}, "measure": "count", "counted": "patents",\
             "quantity": {"value": 9, "unit": "1"}, "effectiveFrom": {"date": "2020"}, "source": {"uri": "https://example.org/a"}}""";

    static final String OUTPUT = """
            {"type": "claim", "zone": "baotou-rehz", "id": "made-by-2020", "revision": 2, "subject": {"project": "p", "phase": "one", "line": "powder"},\
             "measure": "output", "product": "ndfeb-powder", "quantity": {"reason": "withheld"}, "basis": "cumulative",\
             "period": "../2020-09", "rank": "quarantined", "reason": "two products unsplit",\
             "readings": [{"measure": "output", "quantity": {"value": 900, "unit": "t", "qualifier": "at-least"}, "note": "both"}],\
             "inferred": ["the end of the period"], "note": "n", "source": {"uri": "urn:a"}}""";

    private static final List<String> OTHERS = List.of("""
            {"type": "project", "zone": "z", "id": "p", "name": "P", "localName": "项目", "organisation": "o",\
             "phases": [{"id": "one", "name": "One", "status": "construction", "statusSince": {"precision": "unknown"},\
             "lines": [{"id": "powder", "name": "Powder", "product": "ndfeb-powder"}, {"id": "other", "name": "Other"}]}]}""", """
            {"type": "policy", "zone": "z", "id": "p", "name": "P", "issuer": "o", "issuedOn": {"date": "2011"}, "target": "t",\
             "measuresStated": 10, "measures": ["a", "b"]}""", """
            {"type": "ranking", "zone": "z", "id": "r", "subject": {"organisation": "o"}, "position": 1, "only": true,\
             "among": "China", "in": "metals", "product": "ndpr-metal", "asOf": {"date": "2020-10"}}""", """
            {"type": "organisation", "zone": "z", "id": "o", "name": "O", "role": "enterprise", "lei": "3003009A0B1C2D3E4F70",\
             "uscc": "91150291MA0Q12345Y"}""", """
            {"type": "organisation-merge", "zone": "z", "id": "o", "into": "o2", "reason": "r", "statedBy": {"name": "S"}}""", """
            {"type": "project-merge", "zone": "z", "id": "p", "revision": 2, "reason": "r", "source": {"uri": "urn:a"}}""", """
            {"type": "reranking", "zone": "z", "id": "c", "revision": 2, "rank": "deprecated", "reason": "r", "decidedBy": "d"}""", """
            {"type": "supersession", "zone": "z", "id": "c", "revision": 2, "supersededBy": "d", "reason": "r", "decidedBy": "d"}""", """
            {"type": "retraction", "zone": "z", "id": "c", "revision": 2, "reason": "r", "decidedBy": "d"}""");

    private Samples() {}

    /** Entries of every kind: our own, and the facts that the local stack begins with. */
    static List<String> all() {
        try (var facts = Files.lines(Path.of("../deploy/local/data/baotou-2020.ndjson"))) {
            List<String> samples = new ArrayList<>(List.of(CAPACITY, REVENUE, COUNT, OUTPUT));
            samples.addAll(OTHERS);
            facts.filter(line -> !line.isBlank()).forEach(samples::add);
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
