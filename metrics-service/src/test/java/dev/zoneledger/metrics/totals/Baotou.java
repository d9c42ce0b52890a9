package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Bound;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.Precision;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.metrics.state.Events;
import java.util.List;

/** The facts of the article that totals are made of, in a zone of the test's own. */
public record Baotou(String zone, Events events) {

    private static final PartialDate AS_OF_ARTICLE = new PartialDate("2020-10-15", Precision.DAY, Bound.NOT_LATER);

    public Baotou(String zone) {
        this(zone, new Events(zone));
    }

    public List<ZoneEvent> all() {
        Subject powder = Subject.line("ke-rui-industrialisation", "phase-1", "powder");
        return List.of(
                events.zoneRegistered(),
                events.organisation("ke-rui"),
                events.organisation("jinmeng-huimeng"),
                events.project("ke-rui-industrialisation", "ke-rui", "phase-1/powder/granules/magnets"),
                events.project("jinmeng-sintered-line", "jinmeng-huimeng"),
                events.project("jinmeng-super-miniature-line", "jinmeng-huimeng"),
                events.project("first-domestic-ndfeb-line", null, "phase-1/ndfeb"),
                events.project("servo-motors", null),
                capacity("f2", Subject.phase("ke-rui-industrialisation", "phase-1"), "5000", Status.ANNOUNCED)
                        .product("ndfeb-powder-rapidly-quenched")
                        .claim(),
                capacity("f3-powder", powder, "2000", Status.CONSTRUCTION)
                        .product("ndfeb-powder-rapidly-quenched")
                        .claim(),
                capacity(
                                "f3-granules",
                                Subject.line("ke-rui-industrialisation", "phase-1", "granules"),
                                "500",
                                Status.CONSTRUCTION)
                        .product("ndfeb-granules-injection")
                        .claim(),
                capacity(
                                "f3-magnets",
                                Subject.line("ke-rui-industrialisation", "phase-1", "magnets"),
                                "500",
                                Status.CONSTRUCTION)
                        .product("ndfeb-bonded-injection")
                        .claim(),
                events.money(
                                "f4-output",
                                Measure.GROSS_OUTPUT_VALUE,
                                Subject.project("ke-rui-industrialisation"),
                                "310000000",
                                "CNY",
                                "XXXX")
                        .basis(Basis.PLANNED)
                        .claim(),
                events.money(
                                "f4-sales",
                                Measure.SALES_REVENUE,
                                Subject.project("ke-rui-industrialisation"),
                                "0",
                                "CNY",
                                "XXXX")
                        .figure("412000000", "CNY", Qualifier.APPROXIMATELY)
                        .basis(Basis.PLANNED)
                        .claim(),
                events.output("f5", Subject.organisation("ke-rui"), "0", "../2020-09")
                        .product("ndfeb-powder")
                        .figure("900", "t", Qualifier.AT_LEAST)
                        .basis(Basis.CUMULATIVE)
                        .claim(),
                capacity("f9", Subject.line("first-domestic-ndfeb-line", "phase-1", "ndfeb"), "40", Status.OPERATING)
                        .product("ndfeb-unspecified")
                        .from("1988")
                        .claim(),
                capacity(
                                "f9-later",
                                Subject.line("first-domestic-ndfeb-line", "phase-1", "ndfeb"),
                                "40",
                                Status.UNKNOWN)
                        .product("ndfeb-unspecified")
                        .from("1989-01-01")
                        .claim(),
                capacity("f10", Subject.zone(zone), "50000", Status.OPERATING)
                        .product("magnet-material")
                        .claim(),
                sintered("3000").claim(),
                outputValue("2017"),
                outputValue("2018"),
                outputValue("2019"),
                capacity("f14", Subject.project("jinmeng-super-miniature-line"), "0", Status.OPERATING)
                        .product("magnet-super-miniature")
                        .figure("10000000000", "{piece}/a")
                        .basis(Basis.PLANNED)
                        .rank(ClaimRank.QUARANTINED)
                        .claim(),
                capacity("f22", Subject.project("servo-motors"), "0", Status.ANNOUNCED)
                        .product("servo-motor")
                        .figure("50000", "{set}/a")
                        .claim(),
                events.money("f24", Measure.GROSS_OUTPUT_VALUE, Subject.zone(zone), "10000000000", "CNY", "XXXX")
                        .basis(Basis.PLANNED)
                        .rank(ClaimRank.QUARANTINED)
                        .claim());
    }

    /**
     * The other report, of the 38 enterprises of the zone from January to October 2021: those of each segment are told
     * together, so each segment stands here as an organisation.
     */
    public List<ZoneEvent> figuresOf2021() {
        return List.of(
                events.organisation("raw-material-makers"),
                events.organisation("new-material-makers"),
                events.organisation("end-use-makers"),
                valueOf2021("all", Subject.zone(zone), "17230000000", null),
                valueOf2021("raw", Subject.organisation("raw-material-makers"), "8450000000", null),
                valueOf2021("new", Subject.organisation("new-material-makers"), "7410000000", null),
                valueOf2021("end", Subject.organisation("end-use-makers"), "1370000000", null),
                valueOf2021("magnets", Subject.organisation("new-material-makers"), "6740000000", "magnet-material"),
                valueOf2021(
                        "hydrogen",
                        Subject.organisation("new-material-makers"),
                        "468000000",
                        "hydrogen-storage-material"),
                valueOf2021(
                        "polishing", Subject.organisation("new-material-makers"), "205000000", "polishing-material"));
    }

    private ZoneEvent valueOf2021(String id, Subject subject, String value, String product) {
        return events.money("value-" + id, Measure.GROSS_OUTPUT_VALUE, subject, value, "CNY", "2021-01/2021-10")
                .product(product)
                .claim();
    }

    /** What could be reported of the sintered line in the year after the article. */
    public List<ZoneEvent> supposedYear() {
        Subject line = Subject.project("jinmeng-sintered-line");
        return List.of(
                events.capacity("extension", line, "3600").from("2021-07-01").claim(),
                events.capacity("whole", Subject.organisation("jinmeng-huimeng"), "5000")
                        .from("2021-07-01")
                        .claim(),
                events.output("q1", line, "600", "2021-Q1").claim(),
                events.output("april", line, "230", "2021-04").claim(),
                events.output("q2", line, "700", "2021-Q2").claim(),
                events.output("q3", line, "800", "2021-Q3").claim());
    }

    private Events.ClaimDraft capacity(String id, Subject subject, String value, Status status) {
        return events.capacity(id, subject, value).status(status).from(AS_OF_ARTICLE);
    }

    public Events.ClaimDraft sintered(String value) {
        return capacity("f12", Subject.project("jinmeng-sintered-line"), value, Status.OPERATING);
    }

    private ZoneEvent outputValue(String year) {
        return events.money(
                        "f13-" + year,
                        Measure.GROSS_OUTPUT_VALUE,
                        Subject.organisation("jinmeng-huimeng"),
                        "0",
                        "CNY",
                        year)
                .figure("250000000", "CNY", Qualifier.AT_LEAST)
                .claim();
    }
}
