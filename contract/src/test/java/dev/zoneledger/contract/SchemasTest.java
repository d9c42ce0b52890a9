package dev.zoneledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas and the records say the same. */
class SchemasTest {

    private static final ObjectMapper MAPPER = Json.mapper();
    private static final EventCodec CODEC = new EventCodec();

    static List<BaotouFacts.Entry> entries() {
        return BaotouFacts.entries();
    }

    @Provide
    Arbitrary<ZoneEvent> events() {
        return Records.events();
    }

    @Property(tries = 500)
    void shouldAcceptWhatTheRecordsAccept(@ForAll("events") ZoneEvent event) {
        // When
        List<String> errors = Schemas.errors(event.type(), CODEC.data(event));

        // Then
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void shouldAcceptTheFacts(BaotouFacts.Entry entry) {
        // When
        List<String> errors = Schemas.errors(entry.event().type(), CODEC.data(entry.event()));

        // Then
        assertThat(errors).isEmpty();
    }

    /** For every sample, each field that the schema says is needed, left out. */
    static Stream<Arguments> samplesWithoutANeededField() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        JsonNode common = Schemas.common();
        for (Samples.Sample sample : Samples.all()) {
            JsonNode schema = MAPPER.readTree(Schemas.texts().get(sample.type().dataSchema()));
            List<JsonNode> schemas = new ArrayList<>(List.of(schema));
            for (JsonNode part : schema.path("allOf")) {
                String reference = part.path("$ref").asText();
                schemas.add(common.at(reference.substring(reference.indexOf('#') + 1)));
            }
            schemas.stream()
                    .flatMap(each -> each.path("required").valueStream())
                    .forEach(field -> cases.add(Arguments.of(sample, field.asText())));
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("samplesWithoutANeededField")
    void shouldRefuseWithTheRecordsWhatLacksANeededField(Samples.Sample sample, String field) throws Exception {
        // Given
        ObjectNode data = sample.data().deepCopy();
        data.remove(field);

        // When
        byte[] without = MAPPER.writeValueAsBytes(data);

        // Then
        assertThat(Schemas.errors(sample.type(), without)).isNotEmpty();
        assertThatThrownBy(() -> sample.decode(without)).isInstanceOf(EventCodec.UndecodableEvent.class);
    }

    static Stream<Arguments> mutations() {
        return Stream.of(
                mutation("an id with a capital letter", data -> data.put("id", "F12")),
                mutation("an id with two marks in a row", data -> data.put("id", "a--b")),
                mutation("an id of 101 characters", data -> data.put("id", "a".repeat(101))),
                mutation("a zone that is no id", data -> data.put("zone", "Baotou zone")),
                mutation("revision 0", data -> data.put("revision", 0)),
                mutation("an unknown measure", data -> data.put("measure", "volume")),
                mutation("an unknown basis", data -> data.put("basis", "hoped-for")),
                mutation("a target as a capacity's basis", data -> data.put("basis", "target")),
                mutation("an unknown status", data -> data.put("status", "running")),
                mutation("an unknown rank", data -> data.put("rank", "best")),
                mutation("quarantined without a reason", data -> data.put("rank", "quarantined")),
                mutation("a capacity with a period", data -> data.put("period", "2020")),
                mutation("a capacity that counts", data -> data.put("counted", "patents")),
                mutation("a capacity without a product", data -> data.remove("product")),
                mutation("a negative value", data -> quantity(data).put("value", -1)),
                mutation("a value beyond all measure", data -> quantity(data).put("value", 2_000_000_000_000_000L)),
                mutation("a value that is no number", data -> quantity(data).put("value", "many")),
                mutation("an unknown unit", data -> quantity(data).put("unit", "tons")),
                mutation("a unit of an output", data -> quantity(data).put("unit", "t")),
                mutation("a capacity in money", data -> quantity(data).put("unit", "CNY")),
                mutation("an unknown qualifier", data -> quantity(data).put("qualifier", "circa")),
                mutation("a figure without a qualifier", data -> quantity(data).remove("qualifier")),
                mutation(
                        "a figure and a reason why there is none",
                        data -> quantity(data).put("reason", "absent")),
                mutation("neither a figure nor a reason", data -> data.putObject("quantity")),
                mutation("an unknown reason", data -> data.putObject("quantity").put("reason", "lost")),
                mutation("a subject of two kinds", data -> subject(data).put("organisation", "jinmeng-huimeng")),
                mutation("no subject at all", data -> data.putObject("subject")),
                mutation("a line without a phase", data -> subject(data).put("line", "sintered")),
                mutation(
                        "a phase without a project",
                        data -> data.putObject("subject")
                                .put("zone", "baotou-rehz")
                                .put("phase", "phase-1")),
                mutation("31 February", data -> from(data).put("date", "2020-02-31")),
                mutation("month 13", data -> from(data).put("date", "2020-13-01")),
                mutation(
                        "a date less exact than its precision",
                        data -> from(data).put("date", "2020-10")),
                mutation("an unknown bound", data -> from(data).put("bound", "not-earlier")),
                mutation("a date of unknown precision", data -> from(data).put("precision", "unknown")),
                mutation("a source without a uri", data -> source(data).remove("uri")),
                mutation("a source of 31 April", data -> source(data).put("publishedOn", "2020-04-31")),
                mutation("an excerpt that is a text", data -> source(data).put("excerpt", "a".repeat(201))),
                mutation("a speaker who is nobody", data -> data.putObject("statedBy")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutations")
    void shouldRefuseWithTheRecords(String what, Consumer<ObjectNode> mutation) throws Exception {
        // Given
        Samples.Sample sample = sample("f12-sintered-capacity");
        ObjectNode data = sample.data().deepCopy();

        // When
        mutation.accept(data);

        // Then
        byte[] mutated = MAPPER.writeValueAsBytes(data);
        assertThat(Schemas.errors(sample.type(), mutated))
                .as("schema on " + what)
                .isNotEmpty();
        assertThatThrownBy(() -> sample.decode(mutated))
                .as("record on " + what)
                .isInstanceOf(EventCodec.UndecodableEvent.class);
    }

    static List<String> wrongPeriods() {
        return List.of(
                "", "20", "2017-Q5", "2017-00", "2017-02-31", "2017/", "/2017", "..", "../..", "2017/..", "XXXX-01");
    }

    @ParameterizedTest
    @MethodSource("wrongPeriods")
    void shouldRefuseWithTheRecordsAWrongPeriod(String period) throws Exception {
        // Given
        Samples.Sample sample = sample("output-year");
        ObjectNode data = sample.data().deepCopy();

        // When
        data.put("period", period);

        // Then
        byte[] mutated = MAPPER.writeValueAsBytes(data);
        assertThat(Schemas.errors(sample.type(), mutated)).isNotEmpty();
        assertThatThrownBy(() -> sample.decode(mutated)).isInstanceOf(EventCodec.UndecodableEvent.class);
    }

    @Test
    void shouldListTheSameCodesAsTheEnums() throws IOException {
        // Given
        Map<String, List<String>> expected = Map.of(
                "measure", codes(Measure.values(), Measure::code),
                "qualifier", codes(Qualifier.values(), Qualifier::code),
                "absence", codes(Absence.values(), Absence::code),
                "basis", codes(Basis.values(), Basis::code),
                "status", codes(Status.values(), Status::code),
                "rank", codes(ClaimRank.values(), ClaimRank::code),
                "precision", codes(Precision.values(), Precision::code),
                "bound", codes(Bound.values(), Bound::code));

        // When
        JsonNode definitions = Schemas.common().path("$defs");

        // Then
        expected.forEach(
                (name, codes) -> assertThat(strings(definitions.path(name).path("enum")))
                        .as(name)
                        .isEqualTo(codes));
        assertThat(strings(MAPPER.readTree(Schemas.texts().get(EventType.ORGANISATION_REGISTERED.dataSchema()))
                        .at("/properties/role/enum")))
                .isEqualTo(codes(OrganisationRole.values(), OrganisationRole::code));
    }

    @Test
    void shouldListTheSameUnits() throws IOException {
        // Given
        JsonNode definitions = Schemas.common().path("$defs");
        List<String> expected = new ArrayList<>();
        Unit.quantityCodes().forEach(expected::add);

        // When
        List<String> units = Stream.of("capacityUnit", "outputUnit", "countUnit")
                .flatMap(name -> strings(definitions.path(name).path("enum")).stream())
                .toList();

        // Then
        assertThat(units).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void shouldSayTheirIdTitleAndDescription() throws IOException {
        for (EventType type : EventType.values()) {
            // When
            JsonNode schema = MAPPER.readTree(Schemas.texts().get(type.dataSchema()));

            // Then
            assertThat(schema.path("$id").asText()).isEqualTo(type.dataSchema());
            assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
            assertThat(schema.path("title").asText()).isNotBlank();
            assertThat(schema.path("description").asText()).isNotBlank();
        }
    }

    @Test
    void shouldDescribeEveryComponentOfTheRecords() throws IOException {
        JsonNode common = Schemas.common();
        for (EventType type : EventType.values()) {
            // Given
            List<String> components = Arrays.stream(type.data().getRecordComponents())
                    .map(component -> component.getName())
                    .toList();

            // When
            JsonNode schema = MAPPER.readTree(Schemas.texts().get(type.dataSchema()));
            List<String> properties = new ArrayList<>();
            schema.path("properties").fieldNames().forEachRemaining(properties::add);
            for (JsonNode part : schema.path("allOf")) {
                String reference = part.path("$ref").asText();
                common.at(reference.substring(reference.indexOf('#') + 1) + "/properties")
                        .fieldNames()
                        .forEachRemaining(properties::add);
            }

            // Then
            assertThat(properties).as(type.type()).containsAll(components);
            assertThat(components).as(type.type()).containsAll(properties);
        }
    }

    private static Samples.Sample sample(String name) {
        return Samples.all().stream()
                .filter(sample -> sample.name().endsWith("/" + name + ".json"))
                .findFirst()
                .orElseThrow();
    }

    private static Arguments mutation(String what, Consumer<ObjectNode> mutation) {
        return Arguments.of(what, mutation);
    }

    private static ObjectNode quantity(ObjectNode data) {
        return (ObjectNode) data.get("quantity");
    }

    private static ObjectNode subject(ObjectNode data) {
        return (ObjectNode) data.get("subject");
    }

    private static ObjectNode from(ObjectNode data) {
        return (ObjectNode) data.get("effectiveFrom");
    }

    private static ObjectNode source(ObjectNode data) {
        return (ObjectNode) data.get("source");
    }

    private static <E> List<String> codes(E[] values, Function<E, String> code) {
        return Arrays.stream(values).map(code).toList();
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(each -> strings.add(each.asText()));
        return strings;
    }
}
