package dev.zoneledger.bench;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.OrganisationRole;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.Precedence;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Source;
import dev.zoneledger.contract.Speaker;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.Unit;
import dev.zoneledger.contract.Zone;
import dev.zoneledger.contract.ZoneEvent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * What is written to the log for the metrics: zones, organisations and projects, and of each series five events: a claim, another
 * one for the same day from a later source, a correction of each, and a third claim. Of a project ten products are told,
 * each a series. The same number gives the same event always.
 *
 * @param series how many
 * @param zones over which they are spread, by their ids
 * @param years of how many, one after the other, each series has its five events
 */
record MetricsHistory(int series, List<String> zones, int years) {

    static final int ROUNDS = 5;

    private static final int CLAIMS_OF_A_YEAR = 3;
    private static final int SERIES_OF_A_PROJECT = 10;
    private static final int PROJECTS_OF_AN_ORGANISATION = 10;

    /** None is above another, so that the total of each is its own. */
    static final List<String> PRODUCTS = List.of(
            "ndfeb-sintered",
            "ndfeb-bonded-injection",
            "ndfeb-hot-pressed",
            "ndfeb-powder-rapidly-quenched",
            "polishing-powder",
            "polishing-liquid",
            "ndpr-metal",
            "cerium-oxide",
            "lanthanum-oxide",
            "neodymium-metal");

    private static final List<Status> STATUSES =
            List.of(Status.ANNOUNCED, Status.APPROVED, Status.CONSTRUCTION, Status.OPERATING);

    /** So many series of so many zones, each of which falls into a partition of its own as long as there are enough. */
    static MetricsHistory of(int series, int zones, int partitions) {
        return of(series, zones, partitions, 1);
    }

    static MetricsHistory of(int series, int zones, int partitions, int years) {
        List<String> ids = new ArrayList<>();
        for (int number = 0; ids.size() < zones; number++) {
            String id = "zone-" + number;
            if (partition(id, partitions) == ids.size() % partitions) {
                ids.add(id);
            }
        }
        return new MetricsHistory(series, ids, years);
    }

    /** As Kafka's producer has it. */
    static int partition(String zone, int partitions) {
        return Utils.toPositive(Utils.murmur2(zone.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    int projects() {
        return Math.ceilDiv(series, SERIES_OF_A_PROJECT);
    }

    int claims() {
        return series * rounds();
    }

    private int rounds() {
        return ROUNDS * years;
    }

    String zone(int project) {
        return zones.get(project % zones.size());
    }

    /** Everything that has to be known of before a claim counts. */
    void registrations(Consumer<ZoneEvent> each) {
        for (String zone : zones) {
            each.accept(new Zone(zone, 1, zone, null, List.of(), null, null, List.of(), null));
        }
        for (int project = 0; project < projects(); project++) {
            int organisation = organisation(project);
            if (project % (PROJECTS_OF_AN_ORGANISATION * zones.size()) < zones.size()) {
                each.accept(organisation(zone(project), organisation));
            }
            each.accept(new Project(
                    zone(project),
                    "project-" + project,
                    1,
                    "Project " + project,
                    null,
                    "maker-" + organisation,
                    List.of(),
                    List.of(new Project.Phase("one", "Phase one", null, null, List.of())),
                    null,
                    null,
                    List.of(),
                    null));
        }
    }

    /** Projects of one zone follow each other in steps of the number of zones. */
    private int organisation(int project) {
        return project / (PROJECTS_OF_AN_ORGANISATION * zones.size()) * zones.size() + project % zones.size();
    }

    private static Organisation organisation(String zone, int number) {
        return new Organisation(
                zone,
                "maker-" + number,
                1,
                "Maker " + number,
                null,
                null,
                null,
                OrganisationRole.values()[0],
                false,
                List.of(),
                null,
                null,
                List.of(),
                null);
    }

    /** Round by round, the series of each in an order that has nothing to do with their keys. */
    void claims(Consumer<Claim> each) {
        for (int round = 0; round < rounds(); round++) {
            for (int i = 0; i < series; i++) {
                each.accept(claim((int) (i * 7_368_787L % series), round));
            }
        }
    }

    /** The totals that come out, by the keys of {@link PlainJob}. */
    Map<String, PlainJob.Sum> totals() {
        return totals((number, holding) -> PlainJob.total(holding));
    }

    /** The same by organisation. */
    Map<String, PlainJob.Sum> totalsOfOrganisations() {
        return totals((number, holding) ->
                PlainJob.totalOfOrganisation(holding, "maker-" + organisation(number / SERIES_OF_A_PROJECT)));
    }

    private Map<String, PlainJob.Sum> totals(BiFunction<Integer, Claim, String> key) {
        Map<String, PlainJob.Sum> totals = new TreeMap<>();
        for (int number = 0; number < series; number++) {
            // What is said of the last year holds.
            int year = ROUNDS * (years - 1);
            List<Claim> last = List.of(claim(number, year + 2), claim(number, year + 3), claim(number, year + 4));
            Claim holding = Precedence.holding(last, PlainJob::standing).orElseThrow();
            totals.merge(
                    key.apply(number, holding),
                    new PlainJob.Sum(BigDecimal.ZERO, 0).plus(holding),
                    (known, one) -> new PlainJob.Sum(known.value().add(one.value()), known.claims() + one.claims()));
        }
        return totals;
    }

    Claim claim(int number, int round) {
        int project = number / SERIES_OF_A_PROJECT;
        // Of each year: first claim, second claim, correction of the first, correction of the second, third claim.
        int step = round % ROUNDS;
        int claim = CLAIMS_OF_A_YEAR * (round / ROUNDS) + (step < 2 ? step : step - 2);
        return claim(project, number % SERIES_OF_A_PROJECT, claim, step == 2 || step == 3 ? 2 : 1);
    }

    /** A claim on a project: of each number and revision always the same. */
    Claim claim(int project, int product, int claim, int revision) {
        SplittableRandom random =
                new SplittableRandom(((project * 31L + product) * 31L + claim) * 1_000_003L + revision);
        SplittableRandom ofSeries = new SplittableRandom(project * 31L + product);
        String day = "20%02d-%02d-%02d"
                .formatted(
                        5 + ofSeries.nextInt(15) + claim / CLAIMS_OF_A_YEAR,
                        1 + ofSeries.nextInt(12),
                        1 + ofSeries.nextInt(28));
        int tons = 1 + random.nextInt(100_000);
        return capacity(
                zone(project),
                "claim-%d-%d-%d".formatted(project, product, claim),
                revision,
                Subject.project("project-" + project),
                PRODUCTS.get(product),
                BigDecimal.valueOf(tons * 100L + random.nextInt(100), 2),
                STATUSES.get(random.nextInt(STATUSES.size())),
                day,
                new Speaker("Sun Xiping", "legal representative", "maker-" + organisation(project)),
                new Source(
                        "urn:bench:" + Integer.toHexString(random.nextInt()),
                        "Zone bureau",
                        "2020-%02d".formatted(1 + random.nextInt(12)),
                        "en",
                        random.nextBoolean(),
                        "paragraph " + random.nextInt(60),
                        "annual capacity of " + tons + " tons"));
    }

    /** What the first zone says of a product as a whole. */
    Claim declared(int product) {
        return capacity(
                zone(0),
                "declared-" + product,
                1,
                Subject.zone(zone(0)),
                PRODUCTS.get(product),
                BigDecimal.valueOf(50_000_000),
                Status.OPERATING,
                "2005-01-01",
                null,
                new Source("urn:bench:declared", "Zone bureau", "2005-01", "en", false, null, null));
    }

    private static Claim capacity(
            String zone,
            String id,
            int revision,
            Subject subject,
            String product,
            BigDecimal tons,
            Status status,
            String day,
            @Nullable Speaker statedBy,
            Source source) {
        return new Claim(
                zone,
                id,
                revision,
                subject,
                Measure.CAPACITY,
                product,
                null,
                new Quantity.Figure(tons, Unit.of("t/a"), Qualifier.EXACT),
                status,
                Basis.ACTUAL,
                PartialDate.of(day),
                null,
                ClaimRank.NORMAL,
                null,
                List.of(),
                statedBy,
                source,
                List.of(),
                null);
    }
}
