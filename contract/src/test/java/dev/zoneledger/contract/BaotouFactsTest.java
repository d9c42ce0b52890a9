package dev.zoneledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The file that a new installation begins with says all that the article states, and nothing that the contract refuses. */
class BaotouFactsTest {

    private static final List<String> ORDER =
            List.of("zone", "organisation", "project", "policy", "milestone", "ranking", "chain", "claim");

    private final EventCodec codec = new EventCodec();

    static List<BaotouFacts.Entry> entries() {
        return BaotouFacts.entries();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void shouldSurviveTheLog(BaotouFacts.Entry entry) throws EventCodec.UndecodableEvent {
        // Given
        EventCodec.Encoded encoded = codec.encode(entry.event(), "urn:test", null);

        // When
        EventCodec.Decoded decoded = codec.decode(
                name -> Optional.ofNullable(encoded.headers().get(name))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .orElse(null),
                encoded.key().getBytes(StandardCharsets.UTF_8),
                encoded.data());

        // Then
        assertThat(decoded.event()).isEqualTo(entry.event());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void shouldHoldEveryFieldOfItsLine(BaotouFacts.Entry entry) throws Exception {
        // Given
        ObjectMapper mapper = Json.mapper();

        // When
        JsonNode written = mapper.readTree(codec.data(entry.event()));

        // Then
        assertHolds(entry.toString(), entry.line(), written);
    }

    @Test
    void shouldHaveAnEntryForEveryFact() {
        // Given
        Set<Integer> facts = IntStream.rangeClosed(1, 26).boxed().collect(Collectors.toCollection(TreeSet::new));

        // When
        Set<Integer> stated = entries().stream()
                .map(entry -> entry.event().id())
                .filter(id -> id.matches("f\\d+-.*"))
                .map(id -> Integer.valueOf(id.substring(1, id.indexOf('-'))))
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(stated).isEqualTo(facts);
    }

    @Test
    void shouldNameTheFiveSpeakersWithTheirOffices() {
        // When
        Set<String> speakers = entries().stream()
                .map(entry -> entry.line().path("statedBy"))
                .filter(JsonNode::isObject)
                .map(speaker -> speaker.path("name").asText() + ", "
                        + speaker.path("office").asText() + ", "
                        + speaker.path("organisation").asText())
                .collect(Collectors.toSet());

        // Then
        assertThat(speakers)
                .containsExactlyInAnyOrder(
                        "Peng Bingyi, director of the Rare Earth Forum Secretariat, baotou-rehz-industry-bureau",
                        "Zhang Yanping, director of the office of the bureau, baotou-rehz-industry-bureau",
                        "Lin Jirong, general manager, ke-rui",
                        "Cao Guozhang, professor, baotou-research-institute-of-rare-earths",
                        "Sun Xiping, legal representative, jinmeng-huimeng");
    }

    @Test
    void shouldStateTheFiveChainsAndTheRepeatedClauseAsDeprecated() {
        // When
        List<ChainStatement> chains = entries().stream()
                .map(BaotouFacts.Entry::event)
                .filter(ChainStatement.class::isInstance)
                .map(ChainStatement.class::cast)
                .toList();

        // Then
        assertThat(chains)
                .filteredOn(chain -> chain.rank() == ClaimRank.NORMAL)
                .extracting(ChainStatement::chain)
                .containsExactly("permanent-magnet", "polishing", "catalysis", "hydrogen-storage", "cerium-colorant");
        assertThat(chains)
                .filteredOn(chain -> chain.rank() == ClaimRank.DEPRECATED)
                .extracting(ChainStatement::chain)
                .containsExactly("permanent-magnet");
    }

    @Test
    void shouldStandInTheOrderInWhichTheyReferToEachOther() {
        // When
        List<Integer> order =
                entries().stream().map(entry -> ORDER.indexOf(entry.kind())).toList();

        // Then
        assertThat(order).doesNotContain(-1).isSorted();
    }

    @Test
    void shouldReferOnlyToWhatItRegisters() {
        // Given
        Set<String> organisations = ids(Organisation.class);
        List<Project> projects = entries().stream()
                .map(BaotouFacts.Entry::event)
                .filter(Project.class::isInstance)
                .map(Project.class::cast)
                .toList();

        // When
        List<Subject> subjects = entries().stream()
                .map(BaotouFacts.Entry::event)
                .map(BaotouFactsTest::subject)
                .filter(Objects::nonNull)
                .toList();

        // Then
        assertThat(subjects)
                .allSatisfy(subject -> assertThat(
                                switch (subject.level()) {
                                    case ZONE -> subject.zone().equals("baotou-rehz");
                                    case ORGANISATION -> organisations.contains(subject.organisation());
                                    case PROJECT, PHASE, LINE ->
                                        projects.stream().anyMatch(project -> project.contains(subject));
                                })
                        .as(subject.path())
                        .isTrue());
        assertThat(projects)
                .extracting(Project::organisation)
                .filteredOn(Objects::nonNull)
                .isSubsetOf(organisations);
        assertThat(entries())
                .extracting(entry ->
                        entry.line().path("statedBy").path("organisation").asText(""))
                .filteredOn(organisation -> !organisation.isEmpty())
                .isSubsetOf(organisations);
    }

    @Test
    void shouldNameOnlyProductsAndChainsOfTheProductFile() {
        // Given
        ProductTree products = ProductTree.builtIn();

        // When
        List<JsonNode> lines = entries().stream().map(BaotouFacts.Entry::line).toList();

        // Then
        assertThat(lines.stream().flatMap(line -> line.findValues("product").stream()))
                .allSatisfy(
                        product -> assertThat(products.find(product.asText())).isPresent());
        assertThat(lines.stream().flatMap(line -> line.findValues("chain").stream()))
                .allSatisfy(
                        chain -> assertThat(products.findChain(chain.asText())).isPresent());
        assertThat(lines.stream()
                        .flatMap(line -> line.findValues("edges").stream())
                        .flatMap(edges -> edges.findValues("from").stream()))
                .allSatisfy(
                        product -> assertThat(products.find(product.asText())).isPresent());
        assertThat(lines.stream()
                        .flatMap(line -> line.findValues("edges").stream())
                        .flatMap(edges -> edges.findValues("to").stream()))
                .allSatisfy(
                        product -> assertThat(products.find(product.asText())).isPresent());
    }

    @Test
    void shouldMeasureEveryProductInItsOwnDimension() {
        // When
        List<Claim> withProduct = BaotouFacts.claims().stream()
                .filter(claim -> claim.product() != null && claim.quantity() instanceof Quantity.Figure)
                .toList();

        // Then
        assertThat(withProduct).allSatisfy(claim -> {
            ProductTree.Kind kind =
                    ProductTree.builtIn().find(claim.product()).orElseThrow().dimension();
            assertThat(((Quantity.Figure) claim.quantity()).unit().dimension())
                    .isEqualTo(claim.measure() == Measure.CAPACITY ? kind.capacity() : kind.output());
        });
    }

    @Test
    void shouldGiveEveryEntryItsPlaceInTheArticle() {
        // When
        List<JsonNode> sources =
                entries().stream().map(entry -> entry.line().path("source")).toList();

        // Then
        assertThat(sources).allSatisfy(source -> {
            assertThat(source.path("uri").asText()).isEqualTo("urn:smm:101294895");
            assertThat(source.path("locator").asText()).matches("paragraph ([1-9]|1[0-9]|20)");
        });
    }

    private static Set<String> ids(Class<? extends ZoneEvent> record) {
        return entries().stream()
                .map(BaotouFacts.Entry::event)
                .filter(record::isInstance)
                .map(ZoneEvent::id)
                .collect(Collectors.toSet());
    }

    private static Subject subject(ZoneEvent event) {
        return switch (event) {
            case Claim claim -> claim.subject();
            case Milestone milestone -> milestone.subject();
            case Ranking ranking -> ranking.subject();
            default -> null;
        };
    }

    /** Nothing that stands in the line is lost; an unknown field would be. */
    private static void assertHolds(String path, JsonNode line, JsonNode written) {
        if (line.isObject()) {
            for (Iterator<String> names = line.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!path.contains("/") && name.equals("type")) {
                    continue;
                }
                assertHolds(path + "/" + name, line.get(name), written.path(name));
            }
        } else if (line.isArray()) {
            assertThat(written).as(path).hasSize(line.size());
            for (int i = 0; i < line.size(); i++) {
                assertHolds(path + "/" + i, line.get(i), written.path(i));
            }
        } else {
            assertThat(written.asText()).as(path).isEqualTo(line.asText());
        }
    }
}
