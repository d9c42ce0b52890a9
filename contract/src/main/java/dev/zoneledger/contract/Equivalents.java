package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much of an element is in its oxide; read from {@code equivalents.yaml}. For those who ask: no figure of a claim is
 * converted.
 */
public final class Equivalents {

    /** An element as oxide is a division, which need not come out: it is rounded to so many digits. */
    public static final int DIGITS = 12;

    private static final Equivalents BUILT_IN = read();

    private final File file;

    /**
     * An oxide and its element.
     *
     * @param factor oxide x factor = element, by weight
     * @param atomicWeight of the element
     * @param atoms of the element in the oxide's formula
     */
    public record Oxide(
            String oxide,
            String element,
            BigDecimal factor,
            String name,
            String localName,
            BigDecimal atomicWeight,
            int atoms,
            int oxygenAtoms) {}

    /** A form of an oxide that has no factor here, and the one that has. */
    public record OtherForm(String oxide, String instead) {}

    /**
     * An amount as another substance.
     *
     * @param exact false if it was rounded to {@link #DIGITS} digits, half to even
     */
    public record Equivalent(BigDecimal value, String of, String as, BigDecimal factor, boolean exact) {}

    private record File(String source, BigDecimal oxygen, List<Oxide> oxides, List<OtherForm> otherForms) {
        @JsonCreator
        File {}
    }

    private Equivalents(File file) {
        this.file = file;
    }

    public static Equivalents builtIn() {
        return BUILT_IN;
    }

    /** Where the factors come from. */
    public String source() {
        return file.source;
    }

    BigDecimal oxygen() {
        return file.oxygen;
    }

    public List<Oxide> oxides() {
        return file.oxides;
    }

    /** The oxide with a factor that a form without one may be taken for by mistake. */
    public Optional<String> insteadOf(String oxide) {
        return file.otherForms.stream()
                .filter(each -> each.oxide.equals(oxide))
                .map(OtherForm::instead)
                .findFirst();
    }

    /**
     * So much of an oxide as its element, or of an element as its oxide.
     *
     * @param substance formula of an oxide, {@code Nd2O3}, or symbol of an element, {@code Nd}
     * @return null if there is no factor for it
     */
    public @Nullable Equivalent of(BigDecimal value, String substance) {
        for (Oxide each : file.oxides) {
            if (each.oxide.equals(substance)) {
                return new Equivalent(
                        Unit.plain(value.multiply(each.factor)), each.oxide, each.element, each.factor, true);
            }
            if (each.element.equals(substance)) {
                BigDecimal rounded = value.divide(each.factor, new MathContext(DIGITS, RoundingMode.HALF_EVEN));
                boolean exact = rounded.multiply(each.factor).compareTo(value) == 0;
                return new Equivalent(Unit.plain(rounded), each.element, each.oxide, each.factor, exact);
            }
        }
        return null;
    }

    private static Equivalents read() {
        try (InputStream file = Equivalents.class.getResourceAsStream("/equivalents.yaml")) {
            return new Equivalents(
                    new ObjectMapper(new YAMLFactory()).readValue(Objects.requireNonNull(file), File.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
