package dev.zoneledger.catalog.registry;

/** Answers for the API's documentation; a test asks for each of them. */
final class Examples {

    static final String ZONE = """
            {"id": "baotou-rehz", "revision": 1, "name": "Baotou Rare Earth High-tech Zone", "localName": "包头稀土高新技术产业开发区",
             "aliases": [
                 {"name": "Baotou rare Earth High-tech Zone", "decidedBy": "zone-ledger curators", "note": "printed form"},
                 {"name": "rare Earth High-tech Zone", "decidedBy": "zone-ledger curators", "note": "printed form, in the name of a policy"}],
             "country": "CN",
             "source": {
                 "uri": "urn:smm:101294895",
                 "publisher": "SMM",
                 "publishedOn": "2020-10",
                 "language": "en",
                 "machineTranslated": true,
                 "locator": "paragraph 1"},
             "inferred": [
                 "the local name is not in the source, it is the body's registered Chinese name",
                 "the country is not printed as such; Inner Mongolia is in China"],
             "note": "Paragraphs of the article are counted as printed, headings included: each line of text is one.",
             "recordedAt": "2026-10-15T08:00:00Z", "position": "1@82",
             "links": {
                 "self": "/v1/zones/baotou-rehz",
                 "history": "/v1/zones/baotou-rehz/history",
                 "organisations": "/v1/organisations?zone=baotou-rehz",
                 "projects": "/v1/projects?zone=baotou-rehz",
                 "claims": "/v1/claims?zone=baotou-rehz",
                 "policies": "/v1/policies?zone=baotou-rehz",
                 "milestones": "/v1/milestones?zone=baotou-rehz",
                 "rankings": "/v1/rankings?zone=baotou-rehz",
                 "chains": "/v1/chains?zone=baotou-rehz"}}""";

    static final String ZONE_LIST = """
            {"items": [{"id": "baotou-rehz", "name": "Baotou Rare Earth High-tech Zone"}]}""";

    static final String ORGANISATION = """
            {"zone": "baotou-rehz", "id": "ke-rui", "revision": 1,
             "name": "Baotou Ke Rui Micro Magnetic New Materials Co., Ltd.", "role": "enterprise", "outsideZone": false,
             "aliases": [
                 {"name": "Ke Rui Micro Magnetic", "decidedBy": "SMM, in the article itself", "note": "short form that the article gives"},
                 {"name": "Kerui Micromagnets", "decidedBy": "zone-ledger curators", "note": "another transcription; its general manager speaks of the same powders in the next paragraph"}],
             "source": {
                 "uri": "urn:smm:101294895",
                 "publisher": "SMM",
                 "publishedOn": "2020-10",
                 "language": "en",
                 "machineTranslated": true,
                 "locator": "paragraph 5"},
             "inferred": ["that Kerui Micromagnets of paragraph 6 is this firm is not said, only plain from the context"],
             "recordedAt": "2026-10-15T08:00:00Z", "position": "1@82",
             "links": {
                 "self": "/v1/organisations/ke-rui?zone=baotou-rehz",
                 "history": "/v1/organisations/ke-rui/history?zone=baotou-rehz",
                 "zone": "/v1/zones/baotou-rehz",
                 "projects": "/v1/projects?zone=baotou-rehz&organisation=ke-rui",
                 "claims": "/v1/claims?zone=baotou-rehz&organisation=ke-rui",
                 "milestones": "/v1/milestones?zone=baotou-rehz&organisation=ke-rui",
                 "rankings": "/v1/rankings?zone=baotou-rehz&organisation=ke-rui",
                 "policies": "/v1/policies?zone=baotou-rehz&issuer=ke-rui"}}""";

    static final String ORGANISATION_LIST = """
            {"items": [
                 {"id": "ke-rui", "name": "Baotou Ke Rui Micro Magnetic New Materials Co., Ltd.", "role": "enterprise"}]}""";

    static final String PROJECT = """
            {"zone": "baotou-rehz", "id": "ke-rui-industrialisation", "revision": 1,
             "name": "Industrialisation of rapidly quenched magnetic powder", "organisation": "ke-rui",
             "phases": [
                 {"id": "phase-1", "name": "First phase", "status": "construction", "statusSince": {"date": "2020-10-15", "precision": "day", "bound": "not-later"}, "lines": [{"id": "powder", "name": "Rapidly quenched magnetic powder", "product": "ndfeb-powder-rapidly-quenched"}, {"id": "granules", "name": "Injection-moulding NdFeB granules", "product": "ndfeb-granules-injection"}, {"id": "injection-magnets", "name": "Injection-moulded magnets", "product": "ndfeb-bonded-injection"}]}],
             "source": {
                 "uri": "urn:smm:101294895",
                 "publisher": "SMM",
                 "publishedOn": "2020-10",
                 "language": "en",
                 "machineTranslated": true,
                 "locator": "paragraph 5"},
             "inferred": [
                 "that the powder is NdFeB powder: the text says magnetic powder, and NdFeB of what is made from it",
                 "nothing says since when; it is held as true by the day of the promotion meeting that the article reports"],
             "recordedAt": "2026-10-15T08:00:00Z", "position": "1@82",
             "links": {
                 "self": "/v1/projects/ke-rui-industrialisation?zone=baotou-rehz",
                 "history": "/v1/projects/ke-rui-industrialisation/history?zone=baotou-rehz",
                 "zone": "/v1/zones/baotou-rehz",
                 "slippage": "/v1/projects/ke-rui-industrialisation/slippage?zone=baotou-rehz",
                 "series": "/v1/series?zone=baotou-rehz&project=ke-rui-industrialisation",
                 "claims": "/v1/claims?zone=baotou-rehz&project=ke-rui-industrialisation",
                 "milestones": "/v1/milestones?zone=baotou-rehz&project=ke-rui-industrialisation",
                 "organisation": "/v1/organisations/ke-rui?zone=baotou-rehz"}}""";

    static final String PROJECT_LIST = """
            {"items": [
                 {"id": "ke-rui-industrialisation", "name": "Industrialisation of rapidly quenched magnetic powder", "phases": [{"status": "construction"}]}]}""";

    static final String POLICY = """
            {"zone": "baotou-rehz", "id": "f20-support", "revision": 1,
             "name": "Support for the rare earth industry in ten aspects", "measuresStated": 10,
             "measures": [
                 "supply of raw materials",
                 "land",
                 "infrastructure",
                 "electricity price",
                 "industrial funds",
                 "sales incentives",
                 "loan discounts"],
             "source": {
                 "uri": "urn:smm:101294895",
                 "publisher": "SMM",
                 "publishedOn": "2020-10",
                 "language": "en",
                 "machineTranslated": true,
                 "locator": "paragraph 17",
                 "excerpt": "10 aspects"},
             "note": "Ten aspects are stated, seven are named.", "recordedAt": "2026-10-15T08:00:00Z", "position": "1@82",
             "links": {
                 "self": "/v1/policies/f20-support?zone=baotou-rehz",
                 "history": "/v1/policies/f20-support/history?zone=baotou-rehz",
                 "zone": "/v1/zones/baotou-rehz"}}""";

    static final String POLICY_LIST = """
            {"items": [
                 {"id": "f20-support", "name": "Support for the rare earth industry in ten aspects", "measuresStated": 10, "measures": ["supply of raw materials", "land", "infrastructure", "electricity price", "industrial funds", "sales incentives", "loan discounts"]}]}""";

    static final String MILESTONE = """
            {"zone": "baotou-rehz", "id": "f18-northern-rare-earth-accepted", "revision": 1,
             "subject": {"organisation": "northern-rare-earth"},
             "title": "Establishment of the group accepted by the government of Inner Mongolia",
             "occurredOn": {"date": "2015-12-30", "precision": "day"},
             "source": {
                 "uri": "urn:smm:101294895",
                 "publisher": "SMM",
                 "publishedOn": "2020-10",
                 "language": "en",
                 "machineTranslated": true,
                 "locator": "paragraph 16",
                 "excerpt": "December 30, 2015"},
             "recordedAt": "2026-10-15T08:00:00Z", "position": "1@82",
             "links": {
                 "self": "/v1/milestones/f18-northern-rare-earth-accepted?zone=baotou-rehz",
                 "history": "/v1/milestones/f18-northern-rare-earth-accepted/history?zone=baotou-rehz",
                 "zone": "/v1/zones/baotou-rehz",
                 "organisation": "/v1/organisations/northern-rare-earth?zone=baotou-rehz"}}""";

    static final String MILESTONE_LIST = """
            {"items": [
                 {"id": "f18-northern-rare-earth-accepted", "title": "Establishment of the group accepted by the government of Inner Mongolia", "occurredOn": {"date": "2015-12-30", "precision": "day"}}]}""";

    static final String RANKING = """
            {"zone": "baotou-rehz", "id": "f11-tianjiao-qingmei", "revision": 1,
             "subject": {"organisation": "tianjiao-qingmei"}, "position": 1, "only": false, "among": "China",
             "in": "capacity of polishing powder", "product": "polishing-powder",
             "asOf": {"date": "2020-10-15", "precision": "day", "bound": "not-later"},
             "source": {
                 "uri": "urn:smm:101294895",
                 "publisher": "SMM",
                 "publishedOn": "2020-10",
                 "language": "en",
                 "machineTranslated": true,
                 "locator": "paragraph 10",
                 "excerpt": "all ranked first in the country"},
             "inferred": [
                 "nothing says since when; it is held as true by the day of the promotion meeting that the article reports"],
             "note": "Three firms are ranked in one clause; a place, no quantity.", "recordedAt": "2026-10-15T08:00:00Z",
             "logPosition": "1@82",
             "links": {
                 "self": "/v1/rankings/f11-tianjiao-qingmei?zone=baotou-rehz",
                 "history": "/v1/rankings/f11-tianjiao-qingmei/history?zone=baotou-rehz",
                 "zone": "/v1/zones/baotou-rehz",
                 "organisation": "/v1/organisations/tianjiao-qingmei?zone=baotou-rehz",
                 "product": "/v1/products/polishing-powder"}}""";

    static final String RANKING_LIST = """
            {"items": [
                 {"id": "f11-tianjiao-qingmei", "subject": {"organisation": "tianjiao-qingmei"}, "position": 1, "among": "China", "in": "capacity of polishing powder"}]}""";

    static final String CHAIN = """
            {"zone": "baotou-rehz", "id": "chain-1-permanent-magnets", "revision": 1, "chain": "permanent-magnet",
             "edges": [
                 {"from": "neodymium-metal", "to": "magnet-material"},
                 {"from": "ndpr-metal", "to": "magnet-material"},
                 {"from": "magnet-material", "to": "magnet-motor"},
                 {"from": "magnet-material", "to": "wind-generator-vertical-axis"},
                 {"from": "magnet-material", "to": "magnetic-resonance-device"}],
             "rank": "normal",
             "source": {
                 "uri": "urn:smm:101294895",
                 "publisher": "SMM",
                 "publishedOn": "2020-10",
                 "language": "en",
                 "machineTranslated": true,
                 "locator": "paragraph 10"},
             "inferred": ["that 'praseodymium neodymium' is the alloy of both metals"], "recordedAt": "2026-10-15T08:00:00Z",
             "position": "1@82",
             "links": {
                 "self": "/v1/chains/chain-1-permanent-magnets?zone=baotou-rehz",
                 "history": "/v1/chains/chain-1-permanent-magnets/history?zone=baotou-rehz",
                 "zone": "/v1/zones/baotou-rehz",
                 "chain": "/v1/product-chains/permanent-magnet"}}""";

    static final String CHAIN_LIST = """
            {"items": [
                 {"id": "chain-1-permanent-magnets", "chain": "permanent-magnet", "edges": [{"from": "neodymium-metal", "to": "magnet-material"}, {"from": "ndpr-metal", "to": "magnet-material"}, {"from": "magnet-material", "to": "magnet-motor"}, {"from": "magnet-material", "to": "wind-generator-vertical-axis"}, {"from": "magnet-material", "to": "magnetic-resonance-device"}]}]}""";

    static final String CLAIM = """
            {"zone": "baotou-rehz", "id": "f12-sintered-capacity", "revision": 1,
             "subject": {"project": "jinmeng-sintered-line"}, "measure": "capacity", "product": "ndfeb-sintered",
             "quantity": {"value": 3000, "unit": "t/a", "qualifier": "exact"}, "status": "operating", "basis": "actual",
             "effectiveFrom": {"date": "2020-10-15", "precision": "day", "bound": "not-later"}, "rank": "normal",
             "statedBy": {"name": "Sun Xiping", "office": "legal representative", "organisation": "jinmeng-huimeng"},
             "source": {
                 "uri": "urn:smm:101294895",
                 "publisher": "SMM",
                 "publishedOn": "2020-10",
                 "language": "en",
                 "machineTranslated": true,
                 "locator": "paragraph 13",
                 "excerpt": "annual output of 3000 tons"},
             "inferred": [
                 "nothing says since when; it is held as true by the day of the promotion meeting that the article reports",
                 "that it is the company's statement: the article gives it in its own words beside its quotation of Sun Xiping"],
             "note": "Since when it produces is not said.", "rankInForce": "normal", "resolved": false,
             "recordedAt": "2026-10-15T08:00:00Z", "position": "1@82",
             "links": {
                 "self": "/v1/claims/f12-sintered-capacity?zone=baotou-rehz",
                 "history": "/v1/claims/f12-sintered-capacity/history?zone=baotou-rehz",
                 "zone": "/v1/zones/baotou-rehz",
                 "project": "/v1/projects/jinmeng-sintered-line?zone=baotou-rehz",
                 "product": "/v1/products/ndfeb-sintered",
                 "sameSource": "/v1/claims?zone=baotou-rehz&source=urn%3Asmm%3A101294895"}}""";

    static final String CLAIM_LIST = """
            {"items": [
                 {"id": "f12-sintered-capacity", "subject": {"project": "jinmeng-sintered-line"}, "product": "ndfeb-sintered", "quantity": {"value": 3000, "unit": "t/a", "qualifier": "exact"}, "status": "operating", "rankInForce": "normal"}]}""";

    static final String PRODUCT = """
            {"code": "magnet-motor", "name": "Permanent magnet motor", "localName": "稀土永磁电机", "dimension": "sets",
             "hs": "8501", "madeFrom": ["magnet-material"], "madeInto": [],
             "links": {
                 "self": "/v1/products/magnet-motor",
                 "claims": "/v1/claims?product=magnet-motor",
                 "projects": "/v1/projects?product=magnet-motor"},
             "above": [], "below": ["servo-motor"]}""";

    static final String PRODUCT_LIST = """
            {"items": [
                 {"code": "magnet-motor", "name": "Permanent magnet motor"},
                 {"code": "servo-motor", "name": "Servo motor", "parent": "magnet-motor"}]}""";

    static final String PRODUCT_CHAIN = """
            {"code": "hydrogen-storage", "name": "Hydrogen storage", "localName": "稀土储氢",
             "edges": [
                 {"from": "hydrogen-storage-material", "to": "nimh-battery"},
                 {"from": "nimh-battery", "to": "new-energy-vehicle"}],
             "links": {"self": "/v1/product-chains/hydrogen-storage", "statements": "/v1/chains?chain=hydrogen-storage"}}""";

    static final String PRODUCT_CHAIN_LIST = """
            {"items": [
                 {"code": "permanent-magnet", "name": "Permanent magnets"},
                 {"code": "bonded-magnet", "name": "Bonded magnets"},
                 {"code": "polishing", "name": "Polishing"},
                 {"code": "catalysis", "name": "Catalysis"},
                 {"code": "hydrogen-storage", "name": "Hydrogen storage"},
                 {"code": "cerium-colorant", "name": "Cerium sulfide colorant"}]}""";

    private Examples() {}
}
