package dev.zoneledger.metrics.chains;

import dev.zoneledger.contract.FactorSet;
import dev.zoneledger.contract.FactorSet.Parameter;
import dev.zoneledger.metrics.totals.Parameters;
import dev.zoneledger.rest.Suggestions;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request sets of a factor set. What is out of range is refused: who has a better range has a new version. */
final class Settings {

    private static final String FORM = "expected name:value or name:low..high, for instance sintered-yield:0.7";
    private static final Pattern SETTING =
            Pattern.compile("([a-z0-9._-]{1,100}):(\\d(?:\\.\\d{1,18})?)(?:\\.\\.(\\d(?:\\.\\d{1,18})?))?");

    private Settings() {}

    /** By the names of parameters; 400 if a text is none, or out of the parameter's range. */
    static Map<String, Span> of(FactorSet set, Collection<String> texts) {
        Map<String, Span> settings = new LinkedHashMap<>();
        for (String text : texts) {
            Matcher setting = SETTING.matcher(text);
            if (!setting.matches()) {
                throw Parameters.refused("set", FORM, null);
            }
            String name = setting.group(1);
            BigDecimal low = new BigDecimal(setting.group(2));
            BigDecimal high = setting.group(3) == null ? low : new BigDecimal(setting.group(3));
            Parameter parameter = parameter(set, name);
            if (low.compareTo(parameter.low()) < 0 || high.compareTo(parameter.high()) > 0 || low.compareTo(high) > 0) {
                throw Parameters.refused(
                        "set",
                        name + " is from " + parameter.low().toPlainString() + " to "
                                + parameter.high().toPlainString() + " ("
                                + parameter.source().text() + "), low before high",
                        null);
            }
            if (settings.put(name, new Span(setting.group(3) == null ? low : null, low, high)) != null) {
                throw Parameters.refused("set", name + " is set twice", null);
            }
        }
        return settings;
    }

    private static Parameter parameter(FactorSet set, String name) {
        return set.parameter(name)
                .orElseThrow(() -> Parameters.refused(
                        "set",
                        set.key() + " has no parameter " + name,
                        Suggestions.nearest(
                                        name,
                                        set.parameters().stream()
                                                .map(Parameter::name)
                                                .toList())
                                .orElse(null)));
    }
}
