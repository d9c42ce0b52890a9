package dev.zoneledger.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Makes a Quarkus test application take the tokens of {@link Tokens}. */
public final class TokensResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Tokens.config();
    }

    @Override
    public void stop() {
        // Nothing was started.
    }
}
