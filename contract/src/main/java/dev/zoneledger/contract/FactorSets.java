package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** All factor sets that were ever published; read from {@code factor-sets.yaml}. */
public final class FactorSets {

    private static final FactorSets BUILT_IN = read();

    private final List<FactorSet> sets;

    private record File(List<FactorSet> sets) {
        @JsonCreator
        File {}
    }

    private FactorSets(List<FactorSet> sets) {
        this.sets = List.copyOf(sets);
    }

    public static FactorSets builtIn() {
        return BUILT_IN;
    }

    /** In the order of the file, the latest last. */
    public List<FactorSet> all() {
        return sets;
    }

    /** What is taken where no set is named. */
    public FactorSet latest() {
        return sets.getLast();
    }

    /** The set of that {@link FactorSet#key}. */
    public Optional<FactorSet> find(String key) {
        return sets.stream().filter(each -> each.key().equals(key)).findFirst();
    }

    private static FactorSets read() {
        ObjectMapper yaml =
                new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        try (InputStream file = FactorSets.class.getResourceAsStream("/factor-sets.yaml")) {
            return new FactorSets(
                    yaml.readValue(Objects.requireNonNull(file), File.class).sets());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
