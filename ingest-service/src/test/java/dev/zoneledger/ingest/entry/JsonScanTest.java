package dev.zoneledger.ingest.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.zoneledger.ingest.entry.JsonScan.Unusual;
import dev.zoneledger.ingest.entry.Words.Word;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;

/** What is scanned is what a parser reads; and what people write is scanned. */
class JsonScanTest {

    private static final int TRIES = 20_000;

    /** Of all that is read here, in whatever order it was in. */
    private static final FieldOrder ORDER = new FieldOrder();

    private static final Map<String, Integer> VALUES =
            Map.of("a", 1, "name", 2, "nome", 3, "name_of_others", 4, "name_of_mothers_and_fathers", 5);
    private static final Words<Integer> NAMES = new Words<>(VALUES);

    @Example
    void shouldScanTextsAsTheyAreUsuallyWritten() throws Unusual {
        assertThat(scan("\"5000 tons\"").text()).isEqualTo("5000 tons");
        assertThat(scan(" \t\"年产5000吨 🧲\"").text()).isEqualTo("年产5000吨 🧲");
        assertThat(scan("\"\\u5e74\\u4EA7 \\\"five\\\" \\\\ \\/\\n\\r\\t\"").text())
                .isEqualTo("年产 \"five\" \\ /\n\r\t");
        assertThat(scan("\"\\ud83e\\uddf2\"").text()).isEqualTo("🧲");
    }

    @Example
    void shouldScanNumbersAsTheyAreUsuallyWritten() throws Unusual {
        for (String number : List.of("0", "7", "3000", "0.5", "1.50", "412000000", "1e3", "2.5E-2", "9".repeat(40))) {
            assertThat(scan(number).number()).isEqualTo(new BigDecimal(number));
        }
    }

    @Example
    void shouldFindNamesOfTheList() throws Unusual {
        // Given
        JsonScan json = scan("{\"nome\" : true , \"a\":false\n,\"name\":\"a\"} ");

        // Then
        Word<Integer> first = json.first(NAMES);
        assertThat(first.value()).isEqualTo(3);
        assertThat(json.flag()).isTrue();
        Word<Integer> second = json.next(NAMES, first);
        assertThat(second.value()).isEqualTo(1);
        assertThat(json.flag()).isFalse();
        Word<Integer> third = json.next(NAMES, second);
        assertThat(third.value()).isEqualTo(2);
        assertThat(json.code(NAMES)).isEqualTo(1);
        assertThat(json.next(NAMES, third)).isNull();
        json.end();
    }

    @Example
    void shouldLeaveOtherNamesToAParser() {
        for (String name : List.of("", "b", "nam", "names", "nime", "n\\u0061me", "näme")) {
            assertThatThrownBy(() -> scan("{\"" + name + "\": 1}").first(NAMES))
                    .as(name)
                    .isInstanceOf(Unusual.class);
        }
    }

    @Property
    void shouldFindNamesInWhateverOrderTheyWereInBefore(
            @ForAll @Size(max = 6) List<@From("names") String> names, @ForAll @Chars({' ', '\n'}) String space)
            throws Unusual {
        // Given
        String fields = names.stream()
                .map(name -> space + "\"" + name + "\"" + space + ":" + space + "true")
                .collect(Collectors.joining(","));
        JsonScan json = scan("{" + fields + "}");
        List<Integer> found = new ArrayList<>();

        // When
        for (Word<Integer> name = json.first(NAMES); name != null; name = json.next(NAMES, name)) {
            found.add(name.value());
            json.flag();
        }
        json.end();

        // Then
        assertThat(found).isEqualTo(names.stream().map(VALUES::get).toList());
    }

    @Example
    void shouldNotTakeAnotherNameForTheOneThatWasThereBefore() throws Unusual {
        for (String name : List.of("", "b", "nam", "names", "name_of_eight", "nime", "n\\u0061me", "näme")) {
            // Given
            JsonScan usual = scan("{\"a\":true,\"name\":true}");
            Word<Integer> before = usual.first(NAMES);
            usual.flag();
            assertThat(usual.next(NAMES, before).value()).isEqualTo(2);

            // When
            JsonScan json = scan("{\"a\":true,\"" + name + "\":true}");
            Word<Integer> first = json.first(NAMES);
            json.flag();

            // Then
            assertThatThrownBy(() -> json.next(NAMES, first)).as(name).isInstanceOf(Unusual.class);
        }
    }

    @Property(tries = TRIES)
    void shouldScanTextsAsAParserDoes(@ForAll("texts") byte[] inside) throws IOException {
        byte[] json = quoted(inside);
        String scanned;
        try {
            JsonScan scan = new JsonScan(json, 0, json.length, ORDER);
            scanned = scan.text();
            scan.end();
        } catch (Unusual unusual) {
            return;
        }
        try (JsonParser parser = parser(json)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_STRING);
            assertThat(scanned).isEqualTo(parser.getText());
            assertThat(parser.nextToken()).isNull();
        }
        assertThat(Fields.isText(scanned)).isTrue();
    }

    @Property(tries = TRIES)
    void shouldScanNumbersAsAParserDoes(@ForAll("numbers") String number) throws IOException {
        byte[] json = number.getBytes(StandardCharsets.UTF_8);
        BigDecimal scanned;
        try {
            JsonScan scan = new JsonScan(json, 0, json.length, ORDER);
            scanned = scan.number();
            scan.end();
        } catch (Unusual | NumberFormatException unusual) {
            return;
        }
        try (JsonParser parser = parser(json)) {
            parser.nextToken();
            assertThat(scanned).isEqualTo(Tree.number(parser));
            assertThat(parser.nextToken()).isNull();
        }
    }

    @Provide
    Arbitrary<byte[]> texts() {
        Arbitrary<byte[]> usual = Arbitraries.of(
                        "a", " ", "5", "年", "ä", "🧲", "\\", "\"", "\\\"", "\\\\", "\\n", "\\b", "\\u", "\\u0041",
                        "\\u5e74", "\\ud83e", "\\uddf2", "\\u0000", "00", "\n", "\u007f", "\uFFFD")
                .map(each -> each.getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> broken =
                Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(3);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(9, usual), net.jqwik.api.Tuple.of(1, broken))
                .list()
                .ofMaxSize(12)
                .map(pieces -> {
                    var all = new ByteArrayOutputStream();
                    pieces.forEach(all::writeBytes);
                    return all.toByteArray();
                });
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(VALUES.keySet());
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.strings().withChars("0012345.eE+- ").ofMinLength(1).ofMaxLength(24);
    }

    private static byte[] quoted(byte[] inside) {
        var all = new ByteArrayOutputStream();
        all.write('"');
        all.writeBytes(inside);
        all.write('"');
        return all.toByteArray();
    }

    private static JsonScan scan(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new JsonScan(bytes, 0, bytes.length, ORDER);
    }

    private static JsonParser parser(byte[] json) throws IOException {
        return Tree.factory(Limits.DEFAULT.depth()).createParser(json);
    }
}
