package dev.zoneledger.ingest.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.Precision;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.rest.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryReaderTest {

    private static final EntryReader READER = new EntryReader(Limits.DEFAULT);
    private static final ObjectMapper JSON = Json.mapper();

    private final Faults faults = new Faults(100);

    static List<String> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldKeepEveryFieldOfAnEntry(String sample) throws Exception {
        // When
        ZoneEvent event = read(sample);

        // Then
        assertThat(faults.told()).isEmpty();
        JsonNode kept = JSON.readTree(new EventCodec().data(event));
        assertKept("", JSON.readTree(sample), kept);
    }

    @Test
    void shouldFillInWhatGoesWithoutSaying() {
        // Given
        String brief = Samples.COUNT;

        // When
        Claim claim = (Claim) read(brief);

        // Then
        assertThat(claim.revision()).isEqualTo(1);
        assertThat(claim.rank()).isEqualTo(ClaimRank.NORMAL);
        assertThat(claim.basis()).isEqualTo(Basis.ACTUAL);
        assertThat(((Quantity.Figure) claim.quantity()).qualifier()).isEqualTo(Qualifier.EXACT);
        assertThat(claim.effectiveFrom()).isEqualTo(new PartialDate("2020", Precision.YEAR, null));
    }

    @Test
    void shouldDeriveTheIdOfAClaimFromItsContentAlone() {
        // Given
        String written = Samples.CAPACITY;
        String writtenOtherwise = written.replace("3000", "3.0E+3")
                .replace(", \"precision\": \"day\"", "")
                .replace("\"basis\": \"actual\"", "\"revision\": 4, \"note\": null");

        // When
        String first = derivedId(written);
        String second = derivedId(writtenOtherwise);

        // Then
        assertThat(first).matches("c-[0-9a-f]{32}").isEqualTo(second);
        assertThat(derivedId(written.replace("3000", "3001"))).isNotEqualTo(first);
    }

    /** The id is on record and in other people's files: whatever changes here, this must not. */
    @Test
    void shouldDeriveTheSameIdInEveryRelease() {
        assertThat(derivedId(Samples.COUNT)).isEqualTo("c-2c83276d8a33b2aa0e01dd5b7a45e268");
    }

    private String derivedId(String line) {
        return new EventCodec().encodeUnnamed((Claim) read(line), "urn:test").id();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "ndfeb-sintered"          | "ndfeb-sinterd"           | /product              | there is no such product   | ndfeb-sintered
                    "ndfeb-sintered"          | "Sintered NdFeB"          | /product              | there is no such product   | ndfeb-sintered
                    "ndfeb-sintered"          | "烧结钕铁硼"               | /product              | there is no such product   | ndfeb-sintered
                    "ndfeb-sintered"          | null                      | /product              | is missing                 |
                    "t/a"                     | "tons"                    | /quantity/unit        | no such unit               | t/a
                    "t/a"                     | "t/aa"                    | /quantity/unit        | no such unit               | t/a
                    "t/a"                     | "t"                       | /quantity/unit        | does not fit the measure   | t/a
                    "t/a"                     | "{set}/a"                 | /quantity/unit        | the product ndfeb-sintered | t/a
                    "t/a"                     | "CNY"                     | /quantity/unit        | does not fit the measure   | t/a
                    3000                      | -1                        | /quantity/value       | not negative               |
                    3000                      | 1e16                      | /quantity/value       | at most 1000000000000000   |
                    3000                      | 1e999999999               | /quantity/value       | at most 1000000000000000   |
                    3000                      | 1e-999999999              | /quantity/value       | 18 behind the point        |
                    3000                      | 1234567890123456789012345678901234567890 | /quantity/value | at most     |
                    3000                      | 0.1234567890123456789012345678901234567890 | /quantity/value | at most 34 digits |
                    3000                      | NaN                       | /quantity/value       | found NaN                  |
                    3000                      | 1e21474836471             | /quantity/value       | found NaN or an infinity   |
                    3000                      | -Infinity                 | /quantity/value       | found NaN or an infinity   |
                    3000                      | "3000"                    | /quantity/value       | expected a number, found text |
                    3000                      | [3000]                    | /quantity/value       | expected a number, found an array |
                    "exact"                   | "exct"                    | /quantity/qualifier   | expected one of            | exact
                    "value": 3000,            |                           | /quantity/value       | is missing                 |
                    "qualifier": "exact"      | "reason": "withheld"      | /quantity/value       | has no figure              |
                    "operating"               | "operation"               | /status               | expected one of            | operating
                    "status": "operating",    |                           | /status               | is missing                 |
                    "basis": "actual"         | "basis": "target"         | /basis                | actual or planned          |
                    "capacity"                | "capacty"                 | /measure              | expected one of            | capacity
                    "basis": "actual"         | "period": "2017"          | /period               | has none                   |
                    "basis": "actual"         | "counted": "patents"      | /counted              | has none                   |
                    "basis": "actual"         | "rank": "deprecated"      | /reason               | is missing                 |
                    "basis": "actual"         | "rank": "quarantined"     | /reason               | is missing                 |
                    "basis": "actual"         | "bassis": "actual"        | /bassis               | no such field              | basis
                    "basis": "actual"         | "a/b~c": 1                | /a~1b~0c              | no such field              |
                    "basis": "actual"         | "zone": "z"               | /zone                 | stands twice               |
                    "basis": "actual"         | "revision": 0             | /revision             | whole number from 1        |
                    "basis": "actual"         | "revision": 1.5           | /revision             | whole number from 1        |
                    "basis": "actual"         | "revision": 99999999999   | /revision             | whole number from 1        |
                    "basis": "actual"         | "inferred": "x"           | /inferred             | expected an array, found text |
                    "basis": "actual"         | "inferred": ["x", 1]      | /inferred/1           | expected text, found a number |
                    "basis": "actual"         | "note": " "               | /note                 | is blank                   |
                    "basis": "actual"         | "note": "a\\u0000b"       | /note                 | control character          |
                    "basis": "actual"         | "note": "a\\ud800b"       | /note                 | half a surrogate           |
                    "basis": "actual"         | "readings": [{"measure": "output", "quantity": {"value": 1, "unit": "CNY"}}] | /readings/0/quantity/unit | does not fit | t
                    "2020-10-15"              | "2020-02-31"              | /effectiveFrom/date   | a date of the calendar     |
                    "2020-10-15"              | "15.10.2020"              | /effectiveFrom/date   | a date of the calendar     |
                    "2020-10-15"              | "0000-01-01"              | /effectiveFrom/date   | a year from 1000           |
                    "2020-10-15"              | "2020-10"                 | /effectiveFrom/precision | to the month only       |
                    "2020-10-15"              | null                      | /effectiveFrom/date   | is missing                 |
                    "precision": "day"        | "precision": "unknown"    | /effectiveFrom/precision | neither date nor bound  |
                    {"date": "2020-10-15", "precision": "day", "bound": "not-later"} | "2020" | /effectiveFrom | expected an object, found text |
                    "project": "jinmeng-sintered-line" | "project": "Jinmeng Line" | /subject/project | expected an id         | jinmeng-line
                    "project": "jinmeng-sintered-line" | "project": "p", "zone": "baotou-rehz" | /subject | exactly one of |
                    "project": "jinmeng-sintered-line" |                  | /subject              | exactly one of             |
                    "project": "jinmeng-sintered-line" | "zone": "elsewhere" | /subject/zone      | not the zone of the entry  |
                    "project": "jinmeng-sintered-line" | "organisation": "o", "phase": "one" | /subject/phase | name the project too |
                    "urn:smm:101294895"       | "javascript:alert(1)"     | /source/uri           | expected an address        |
                    "2020-10",                | "2020-13",                | /source/publishedOn   | a date of the calendar     |
                    "machineTranslated": true | "machineTranslated": "yes" | /source/machineTranslated | expected true or false, found text |
                    "type": "claim"           | "type": "clam"            | /type                 | no such type               | claim
                    """)
    void shouldSayWhereAClaimIsWrongAndWhatWasProbablyMeant(
            String right, String wrong, String pointer, String detail, String suggestion) {
        // Given
        assertThat(Samples.CAPACITY).contains(right);
        String claim = Samples.CAPACITY
                .replace(right, wrong == null ? "" : wrong)
                .replace("{, ", "{")
                .replace(", ,", ",")
                .replace(",  \"", ", \"");

        // When
        ZoneEvent event = read(claim);

        // Then
        assertThat(event).isNull();
        assertThat(faults.told()).anySatisfy(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.detail()).contains(detail);
            assertThat(fault.suggestion()).isEqualTo(suggestion);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2021-10/2021-01 | the period ends before it begins
                    2020-02-31      | expected a year
                    2017-Q5         | expected a year
                    2017-2019       | expected a year
                    last year       | expected a year
                    ../XXXX         | expected a year
                    """)
    void shouldSayWhatIsWrongWithAPeriod(String period, String detail) {
        // When
        read(Samples.REVENUE.replace("\"2017\"", "\"" + period + "\""));

        // Then
        assertThat(faults.told()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/period");
            assertThat(fault.detail()).contains(detail);
        });
    }

    @Test
    void shouldAskForTheFieldsThatAMeasureNeeds() {
        // When
        read(Samples.REVENUE.replace("\"period\": \"2017\", ", ""));
        read(Samples.COUNT.replace("\"counted\": \"patents\",", ""));
        read(Samples.CAPACITY.replace("\"effectiveFrom\"", "\"efectiveFrom\""));
        read(Samples.REVENUE.replace(", \"source\": {\"uri\": \"https://example.org/a\"}", ""));

        // Then
        assertThat(faults.told())
                .extracting(FieldError::pointer)
                .containsExactly("/period", "/counted", "/efectiveFrom", "/effectiveFrom", "/source");
    }

    @Test
    void shouldTellEverythingThatIsWrongAtOnce() {
        // Given
        String claim = Samples.CAPACITY
                .replace("ndfeb-sintered\"", "ndfeb-sinterd\"")
                .replace("t/a", "tons")
                .replace("operating", "runing")
                .replace("2020-10-15", "2020-02-31")
                .replace("\"basis\"", "\"colour\"");

        // When
        read(claim);

        // Then
        assertThat(faults.told())
                .extracting(FieldError::pointer)
                .containsExactlyInAnyOrder("/product", "/quantity/unit", "/status", "/effectiveFrom/date", "/colour");
    }

    @Test
    void shouldPointIntoTheArrayOfAPost() {
        // Given
        String good = Samples.CAPACITY.replace("\"type\": \"claim\", ", "");
        String array =
                "[" + good + "," + good.replace("t/a", "tons") + ", 5, " + good.replace("\"basis\"", "\"zone\"") + "]";

        // When
        READER.post(Kind.CLAIM.alone(), array.getBytes(StandardCharsets.UTF_8), faults, (entry, pointer) -> {});

        // Then
        assertThat(faults.told()).extracting(FieldError::pointer).containsExactly("/1/quantity/unit", "/2", "/3/zone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "5",
                "null",
                "\"x\"",
                "{}",
                "{",
                "{\"type\"",
                "{\"type\": \"claim\"}}",
                "}",
                "\u0000",
                "tru",
                "\uFEFF"
            })
    void shouldRefuseWhatIsNoEntry(String line) {
        assertThat(read(line)).isNull();
        assertThat(faults.count()).isPositive();
    }

    @Test
    void shouldReadALineBehindAByteOrderMark() {
        assertThat(read("\uFEFF" + Samples.CAPACITY)).isNotNull();
    }

    @Test
    void shouldOnlyCountFaultsBeyondThoseThatItTells() {
        // Given
        Faults few = new Faults(2);

        // When
        for (int i = 1; i <= 5; i++) {
            few.inRow(i);
            byte[] line = "{}".getBytes(StandardCharsets.UTF_8);
            READER.line(line, 0, line.length, few);
        }

        // Then
        assertThat(few.count()).isEqualTo(5);
        assertThat(few.told()).extracting(FieldError::row).containsExactly(1L, 2L);
    }

    /** A claim begins with revision 1, and which of two equal revisions holds is chance. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "revision": 2,  |
                                    | is missing; it must be higher
                    "revision": 1,  | a whole number from 2
                    """)
    void shouldAskForTheRevisionOfAMark(@Nullable String revision, @Nullable String detail) {
        // When
        ZoneEvent event = read("{\"type\": \"retraction\", \"zone\": \"z\", \"id\": \"c\", "
                + (revision == null ? "" : revision) + "\"reason\": \"r\"}");

        // Then
        assertThat(event == null).isEqualTo(detail != null);
        assertThat(faults.told())
                .allSatisfy(fault -> assertThat(fault.pointer()).isEqualTo("/revision"))
                .allSatisfy(fault -> assertThat(fault.detail()).contains(String.valueOf(detail)))
                .hasSize(detail == null ? 0 : 1);
    }

    @Test
    void shouldReadEveryKindOfTheContract() {
        assertThat(Kind.words())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(EventType.values()).map(EventType::kind).collect(Collectors.toSet()));
    }

    private ZoneEvent read(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        Entry entry = READER.line(bytes, 0, bytes.length, faults);
        return entry.event();
    }

    /** Whatever was sent is there again; what is there besides was filled in. */
    private static void assertKept(String path, JsonNode sent, JsonNode kept) {
        if (sent.isObject()) {
            sent.properties().forEach(field -> {
                String name = field.getKey();
                boolean notKept = name.equals("type") && path.isEmpty();
                if (!notKept) {
                    assertThat(kept.has(name)).as(path + "/" + name).isTrue();
                    assertKept(path + "/" + name, field.getValue(), kept.get(name));
                }
            });
        } else if (sent.isArray()) {
            assertThat(kept.size()).as(path).isEqualTo(sent.size());
            for (int i = 0; i < sent.size(); i++) {
                assertKept(path + "/" + i, sent.get(i), kept.get(i));
            }
        } else if (sent.isNumber()) {
            assertThat(kept.decimalValue()).as(path).isEqualByComparingTo(sent.decimalValue());
        } else {
            assertThat(kept).as(path).isEqualTo(sent);
        }
    }
}
