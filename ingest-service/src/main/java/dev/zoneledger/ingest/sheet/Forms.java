package dev.zoneledger.ingest.sheet;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.ProductTree.Product;
import dev.zoneledger.contract.UnitList;
import dev.zoneledger.ingest.entry.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tables that an import takes, and the words that people write in them for codes; read from {@code columns.yaml}. */
final class Forms {

    private static final Forms BUILT_IN = read();

    private final List<Form> forms;
    private final Map<String, Map<String, String>> codes = new HashMap<>();
    private final Map<String, String> products = new HashMap<>();
    private final Map<String, List<String>> lists = new LinkedHashMap<>();

    /**
     * A table of entries of one kind.
     *
     * @param name in the plural, as in the addresses of templates
     */
    record Form(String name, Kind kind, List<Column> columns) {}

    private record File(
            List<Column> claims,
            List<Column> projects,
            List<Column> organisations,
            Map<String, Map<String, List<String>>> words) {}

    private Forms(File file) {
        forms = List.of(
                new Form("claims", Kind.CLAIM, file.claims),
                new Form("projects", Kind.PROJECT, file.projects),
                new Form("organisations", Kind.ORGANISATION, file.organisations));
        file.words.forEach((list, words) -> {
            Map<String, String> byWord = new HashMap<>();
            words.forEach((code, names) -> {
                names.forEach(name -> byWord.putIfAbsent(UnitList.canonical(name), code));
                byWord.put(code, code);
            });
            codes.put(list, byWord);
            lists.put(list, List.copyOf(words.keySet()));
        });
        List<String> units = new ArrayList<>();
        UnitList.builtIn().units().forEach(each -> units.add(each.unit().code()));
        UnitList.builtIn().currencyNames().values().stream().distinct().forEach(units::add);
        lists.put("unit", List.copyOf(units));
        lists.put("yes-no", List.of("yes", "no"));
        lists.put(
                "product",
                ProductTree.builtIn().products().stream().map(Product::code).toList());
        for (Product product : ProductTree.builtIn().products()) {
            products.putIfAbsent(UnitList.canonical(product.name()), product.code());
            products.putIfAbsent(UnitList.canonical(product.localName()), product.code());
        }
    }

    static Forms builtIn() {
        return BUILT_IN;
    }

    List<Form> all() {
        return forms;
    }

    @Nullable
    Form find(String name) {
        return forms.stream()
                .filter(form -> form.name.equals(name) || form.kind.word().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The form that a content type's parameter names; null if there is no such parameter. */
    @Nullable
    Form ofParameter(@Nullable String type) {
        Form form = type == null ? null : find(type);
        if (type != null && form == null) {
            throw Unreadable.file("The parameter type of the content type must be claims, projects or organisations");
        }
        return form;
    }

    /** The code that the word stands for in that list; the word itself if it stands for none. */
    String code(String list, String word) {
        Map<String, String> byWord = codes.getOrDefault(list, Map.of());
        return Objects.requireNonNullElse(byWord.get(UnitList.canonical(word)), word);
    }

    /** Whether the word is a code of that list or stands for one. */
    boolean isWord(String list, String word) {
        return codes.getOrDefault(list, Map.of()).containsKey(UnitList.canonical(word));
    }

    /** The code of the product of that code or name; the text itself if there is none. */
    String product(String text) {
        return ProductTree.builtIn().find(text).isPresent()
                ? text
                : Objects.requireNonNullElse(products.get(UnitList.canonical(text)), text);
    }

    /** What a cell of that list is chosen from. */
    List<String> values(String list) {
        return Objects.requireNonNull(lists.get(list), list);
    }

    private static Forms read() {
        ObjectMapper mapper = JsonMapper.builder(new YAMLFactory())
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
        try (InputStream file = Forms.class.getResourceAsStream("/columns.yaml")) {
            return new Forms(mapper.readValue(Objects.requireNonNull(file), File.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
