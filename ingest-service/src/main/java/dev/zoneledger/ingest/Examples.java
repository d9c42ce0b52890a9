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

    static final String IMPORT_IN_PART = """
            {"type": "zone", "id": "baotou-rehz", "name": "Baotou Rare Earth High-tech Zone", "localName": "包头稀土高新技术产业开发区"}
            {"type": "organisation", "zone": "baotou-rehz", "id": "tianjiao-qingmei", "name": "Tianjiao Qingmei", "role": "enterprize"}
            """;

    /** What is rejected of it. */
    static final String REJECTED_LINE = """
            {"rejected":"/role: expected one of enterprise, institute, university, agency, association (enterprise?)",\
            "type":"organisation","zone":"baotou-rehz","id":"tianjiao-qingmei","name":"Tianjiao Qingmei","role":"enterprize"}
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

    static final String TABLE_IN_PART = """
            zone,project,measure,product,figure,status,effective from,source
            baotou-rehz,jinmeng-sintered-line,capacity,ndfeb-sintered,"3,000 t/a",operating,by 2020-10-15,urn:smm:101294895
            baotou-rehz,jinmeng-second-line,capacity,ndfeb-sinterd,"500 t/a",announced,by 2020-10-15,urn:smm:101294895
            """;

    /** What is rejected of it; tables begin with a mark that says UTF-8 to Excel. */
    static final String REJECTED_ROW = """
            \uFEFFzone,project,measure,product,figure,status,effective from,source,rejected
            baotou-rehz,jinmeng-second-line,capacity,ndfeb-sinterd,500 t/a,announced,by 2020-10-15,urn:smm:101294895,product (column 4): there is no such product (ndfeb-sintered?)
            """;

    static final String ZONE = """
            {"id": "baotou-rehz", "name": "Baotou Rare Earth High-tech Zone", "localName": "包头稀土高新技术产业开发区", "country": "CN"}
            """;

    static final String ORGANISATION = """
            {"zone": "baotou-rehz", "id": "jinmeng-huimeng", "name": "Baotou Jinmeng Huimeng Magnetic Materials", "role": "enterprise",
             "aliases": [{"name": "Jinmeng Huimeng", "decidedBy": "the article uses both"}]}
            """;

    static final String PROJECT = """
            {"zone": "baotou-rehz", "id": "jinmeng-sintered-line", "name": "Sintered NdFeB line", "organisation": "jinmeng-huimeng",
             "phases": [{"id": "one", "name": "Phase one", "status": "operating",
                         "lines": [{"id": "sintered", "name": "Sintered magnets", "product": "ndfeb-sintered"}]}]}
            """;

    static final String POLICY = """
            {"zone": "baotou-rehz", "id": "state-council-2011", "name": "Opinions on the rare earth industry",
             "issuedOn": {"date": "2011"}, "measuresStated": 10, "measures": ["support for research", "support for applications"]}
            """;

    static final String MILESTONE = """
            {"zone": "baotou-rehz", "id": "forum-2020", "title": "12th rare earth forum", "subject": {"zone": "baotou-rehz"},
             "occurredOn": {"date": "2020-10-15"}, "inferred": ["the year, from the date of the report"]}
            """;

    static final String RANKING = """
            {"zone": "baotou-rehz", "id": "polishing-powder-first", "subject": {"organisation": "tianjiao-qingmei"}, "position": 1,
             "among": "makers of polishing powder", "in": "China", "asOf": {"date": "2020-10"}}
            """;

    static final String CHAIN = """
            {"zone": "baotou-rehz", "id": "chain-polishing", "chain": "polishing",
             "edges": [{"from": "cerium-oxide", "to": "polishing-powder"}]}
            """;

    static final String SUPERSESSION = """
            {"zone": "baotou-rehz", "id": "plant-7-output-2019", "revision": 2, "supersededBy": "plant-7-output-2019-audited",
             "reason": "the audited report is out"}
            """;

    static final String RETRACTION = """
            {"zone": "baotou-rehz", "id": "plant-7-output-2019", "revision": 3, "reason": "of another plant"}
            """;

    static final String RERANKING = """
            {"zone": "baotou-rehz", "id": "plant-7-output-2019", "revision": 4, "rank": "quarantined",
             "reason": "the unit is doubtful", "decidedBy": "a steward"}
            """;

    static final String MERGES = """
            [{"type": "organisation-merge", "zone": "baotou-rehz", "id": "kerui-micromagnets", "into": "ke-rui",
              "reason": "two transcriptions of one name", "statedBy": {"name": "a steward"}},
             {"type": "project-merge", "zone": "baotou-rehz", "id": "kerui-powder-line", "into": "ke-rui-industrialisation",
              "reason": "one project in two reports"}]
            """;

    static final String MERGE_UNDONE = """
            {"type": "project-merge", "zone": "baotou-rehz", "id": "kerui-powder-line", "revision": 2,
             "reason": "another line after all"}
            """;

    private Examples() {}
}
