package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.zoneledger.contract.Unit.Dimension;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The closed list of units with the names that people write for them; read from {@code units.yaml}. */
public final class UnitList {

    private static final UnitList BUILT_IN = read();

    private final Map<String, Unit> quantities = new LinkedHashMap<>();
    private final Map<String, Listed> listed = new LinkedHashMap<>();
    private final Map<String, List<String>> codesByName = new LinkedHashMap<>();
    private final Map<String, BigDecimal> multiples = new LinkedHashMap<>();
    private final Map<String, Ambiguity> ambiguities = new LinkedHashMap<>();
    private final PerYear perYear;

    /**
     * A unit with its names.
     *
     * @param name in English
     * @param localName in Chinese
     * @param names what people write for it, besides its code
     */
    public record Listed(Unit unit, String name, String localName, List<String> names) {}

    /**
     * What may mean several things.
     *
     * @param mayBe the codes of these
     */
    public record Ambiguity(List<String> names, List<String> mayBe, String why) {}

    /** Words that make a quantity one of each year. */
    public record PerYear(List<String> before, List<String> after) {}

    private record Row(
            String code,
            String dimension,
            BigDecimal factor,
            String name,
            String localName,
            @Nullable List<String> names) {}

    private record Named(String code, List<String> names) {}

    private record Multiple(BigDecimal factor, List<String> names) {}

    private record File(
            List<Row> units,
            List<Named> currencies,
            List<Multiple> multiples,
            PerYear perYear,
            List<Ambiguity> ambiguous) {
        @JsonCreator
        File {}
    }

    private UnitList(File file) {
        for (Row row : file.units) {
            Dimension dimension = dimension(row.dimension);
            Unit unit = new Unit(row.code, dimension, row.factor);
            add(unit, row.name, row.localName, row.names == null ? List.of() : row.names);
            dimension
                    .perYear()
                    .ifPresent(yearly -> add(
                            new Unit(row.code + Unit.A_YEAR, yearly, row.factor),
                            row.name + " a year",
                            row.localName + "/年",
                            List.of()));
        }
        for (Named currency : file.currencies) {
            currency.names.forEach(name -> name(name, currency.code));
            name(currency.code, currency.code);
        }
        for (Multiple multiple : file.multiples) {
            multiple.names.forEach(name -> multiples.put(canonical(name), multiple.factor));
        }
        for (Ambiguity ambiguity : file.ambiguous) {
            ambiguity.names.forEach(name -> ambiguities.put(canonical(name), ambiguity));
        }
        perYear = file.perYear;
    }

    private void add(Unit unit, String name, String localName, List<String> names) {
        Check.that(quantities.put(unit.code(), unit) == null, "unit " + unit.code() + " is there twice");
        listed.put(unit.code(), new Listed(unit, name, localName, names));
        name(unit.code(), unit.code());
        names.forEach(each -> name(each, unit.code()));
    }

    private void name(String name, String code) {
        List<String> codes = codesByName.computeIfAbsent(canonical(name), each -> new ArrayList<>());
        if (!codes.contains(code)) {
            codes.add(code);
        }
    }

    /** The units that every zone has. */
    public static UnitList builtIn() {
        return BUILT_IN;
    }

    /** All units but the currencies, in the order of the file, each of them with its yearly form behind it. */
    public Collection<Listed> units() {
        return Collections.unmodifiableCollection(listed.values());
    }

    @Nullable
    Unit quantity(String code) {
        return quantities.get(code);
    }

    Iterable<String> quantityCodes() {
        return Collections.unmodifiableSet(quantities.keySet());
    }

    /** All units that go by that code or name, none if nobody knows it. A code is taken as it stands: Mt is no mt. */
    public List<Unit> named(String text) {
        Optional<Unit> exact = Unit.find(text);
        if (exact.isPresent()) {
            return List.of(exact.get());
        }
        String name = canonical(text);
        if (ambiguities.containsKey(name)) {
            return List.of();
        }
        return codesByName.getOrDefault(name, List.of()).stream().map(Unit::of).toList();
    }

    /** What that text may mean, if it is something that may mean several things. */
    public Optional<Ambiguity> ambiguity(String text) {
        return Unit.find(text).isPresent() ? Optional.empty() : Optional.ofNullable(ambiguities.get(canonical(text)));
    }

    /** Words for multiples of a unit, 万 or million, with how many each is. */
    public Map<String, BigDecimal> multiples() {
        return Collections.unmodifiableMap(multiples);
    }

    /** Names of currencies, in the form of {@link #canonical}, with their codes. */
    public Map<String, String> currencyNames() {
        Map<String, String> names = new LinkedHashMap<>();
        codesByName.forEach((name, codes) -> {
            if (!quantities.containsKey(codes.getFirst())) {
                names.put(name, codes.getFirst());
            }
        });
        return names;
    }

    public PerYear perYear() {
        return perYear;
    }

    /** The form in which names are compared: no capitals, no full-width characters, one space between words. */
    public static String canonical(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("\\s+", " ");
    }

    private static Dimension dimension(String code) {
        return Arrays.stream(Dimension.values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such dimension: " + code));
    }

    private static UnitList read() {
        try (InputStream file = UnitList.class.getResourceAsStream("/units.yaml")) {
            return new UnitList(
                    new ObjectMapper(new YAMLFactory()).readValue(Objects.requireNonNull(file), File.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
