package dev.zoneledger.ingest;

/** Entries for the API's documentation; a test posts each of them. */
final class Examples {

    static final String CLAIM = """
            {"zone": "baotou-rehz", "subject": {"project": "jinmeng-sintered-line"}, "measure": "capacity", "product": "ndfeb-sintered",
             "quantity": {"value": 3000, "unit": "t/a", "qualifier": "exact"}, "status": "operating", "basis": "actual",
             "effectiveFrom": {"date": "2020-10-15", "precision": "day", "bound": "not-later"},
             "statedBy": {"name": "Sun Xiping", "office": "legal representative", "organisation": "jinmeng-huimeng"},
             "source": {"uri": "urn:smm:101294895", "publisher": "SMM", "publishedOn": "2020-10", "language": "en",
                        "machineTranslated": true, "locator": "paragraph 12", "excerpt": "annual output of 3000 tons"}}
            """;

    static final String IMPORT = """
            {"type": "zone", "id": "baotou-rehz", "name": "Baotou Rare Earth High-tech Zone", "localName": "包头稀土高新技术产业开发区"}
            {"type": "organisation", "zone": "baotou-rehz", "id": "jinmeng-huimeng", "name": "Jinmeng Huimeng", "role": "enterprise"}
            """;

    static final String EVENT = """
            {"specversion": "1.0", "type": "zone.output.reported.v1", "source": "urn:example:plant-7", "id": "2020-annual-report-1",
             "datacontenttype": "application/json",
             "data": {"zone": "baotou-rehz", "id": "plant-7-output-2019", "subject": {"project": "plant-7"}, "measure": "output",
                      "product": "ndfeb-sintered", "quantity": {"value": 1450, "unit": "t"}, "period": "2019",
                      "source": {"uri": "urn:example:annual-report-2019"}}}
            """;

    static final String TABLE = """
            zone,project,measure,product,figure,status,effective from,source
            baotou-rehz,jinmeng-sintered-line,capacity,ndfeb-sintered,"3,000 t/a",operating,by 2020-10-15,urn:smm:101294895
            """;

    private Examples() {}
}
