package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is assumed where capacities along a chain are turned into a common basis. Once published, a set is never changed.
 *
 * @param id with the version it names the set: {@code rare-earths-1}
 * @param published ISO 8601
 * @param parameters shares by weight, each with its range and its source
 * @param products what is in a ton of each product
 */
public record FactorSet(
        String id,
        int version,
        String published,
        String name,
        @Nullable String note,
        List<Parameter> parameters,
        List<Content> products) {

    /** In what the stages of a chain are compared. */
    public enum Basis {
        /** Neodymium and praseodymium contained, as elements. */
        NDPR("NdPr"),
        /** Rare earths contained, as oxides. */
        REO("REO"),
        /** Rare earths contained, as elements. */
        METAL("metal");

        private final String code;

        Basis(String code) {
            this.code = code;
        }

        /** The name in queries and answers. */
        @JsonValue
        public String code() {
            return code;
        }
    }

    /** Where a range comes from. */
    public record Citation(String text, @Nullable String uri) {
        public Citation {
            Check.text("text", text);
        }
    }

    /**
     * A share by weight.
     *
     * @param low not negative
     * @param high at most 1
     * @param value taken where nothing is set; null for the whole range
     * @param demanded no published range is relied on, so that it has to be set
     */
    public record Parameter(
            String name,
            String meaning,
            BigDecimal low,
            BigDecimal high,
            @Nullable BigDecimal value,
            boolean demanded,
            Citation source) {
        public Parameter {
            Check.id("name", name);
            Check.text("meaning", meaning);
            Check.present("source", source);
            Check.that(
                    low.signum() >= 0 && low.compareTo(high) <= 0 && high.compareTo(BigDecimal.ONE) <= 0,
                    "parameter " + name + " has a range from 0 to 1");
            Check.that(
                    value == null || (value.compareTo(low) >= 0 && value.compareTo(high) <= 0),
                    "parameter " + name + " has a value in its range");
        }
    }

    /**
     * One factor of a conversion: a parameter, or the element in an oxide.
     *
     * @param name of a parameter or of an oxide of {@link Equivalents}
     * @param divides whether it divides
     */
    public record Factor(String name, boolean divides) {
        @JsonCreator
        static Factor of(String text) {
            return text.startsWith("/") ? new Factor(text.substring(1), true) : new Factor(text, false);
        }

        @Override
        @JsonValue
        public String toString() {
            return divides ? "/" + name : name;
        }
    }

    /**
     * What is in a ton of a product.
     *
     * @param metal factors for {@link Basis#METAL}; empty if a ton is a ton, null if there is no way
     * @param ndpr the same for {@link Basis#NDPR}
     * @param reo the same for {@link Basis#REO}
     * @param yield parameter: what arrives in it of what the step before has supplied
     * @param taken as what pure substance it is taken
     * @param why a basis is missing
     */
    public record Content(
            String product,
            @Nullable List<Factor> metal,
            @JsonProperty("NdPr") @Nullable List<Factor> ndpr,
            @JsonProperty("REO") @Nullable List<Factor> reo,
            @Nullable String yield,
            @Nullable String taken,
            @Nullable String why) {

        /** Null if there is no way to that basis. */
        public @Nullable List<Factor> in(Basis basis) {
            return switch (basis) {
                case METAL -> metal;
                case NDPR -> ndpr;
                case REO -> reo;
            };
        }
    }

    public FactorSet {
        Check.id("id", id);
        Check.revision(version);
        parameters = Check.list(parameters);
        products = Check.list(products);
        Set<String> names = new HashSet<>();
        for (Parameter parameter : parameters) {
            Check.that(names.add(parameter.name), "parameter " + parameter.name + " is there twice");
        }
        Set<String> codes = new HashSet<>();
        for (Content content : products) {
            Check.that(codes.add(content.product), "product " + content.product + " is there twice");
        }
    }

    /** Name and version in one. */
    public String key() {
        return id + "-" + version;
    }

    public Optional<Parameter> parameter(String parameter) {
        return parameters.stream().filter(each -> each.name.equals(parameter)).findFirst();
    }

    public Optional<Content> content(String product) {
        return products.stream().filter(each -> each.product.equals(product)).findFirst();
    }

    /** All bases. */
    public static List<Basis> bases() {
        return Arrays.asList(Basis.values());
    }
}
