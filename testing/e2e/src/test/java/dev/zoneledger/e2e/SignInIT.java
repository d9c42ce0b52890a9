package dev.zoneledger.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.Tokens;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page where reads take a token. There is no catalog beside it: names are ids then. */
class SignInIT {

    private static final String TOTAL = "#capacity button[data-product=ndfeb-sintered][data-status=operating] span";

    private final TestLog log = TestLog.open();
    private final String topic = log.newEventTopic(1);
    private final ChangingZones zones = new ChangingZones(topic, 1);

    @TempDir
    Path folder;

    private Instances instances;
    private Browser browser;

    @BeforeEach
    void start() {
        instances = new Instances(topic, folder);
        browser = new Browser();
    }

    @AfterEach
    void close() {
        browser.close();
        instances.close();
        zones.close();
        log.close();
    }

    @Test
    void shouldSignInAtTheServerAndBackWhereItWas() {
        try (SignInServer server = new SignInServer(Tokens.reader())) {
            // Given
            Page page = browser.open(started(Map.of("zone.page.sign-in.issuer", server.issuer())));
            assertThat(page.locator("#capacity")).hasCount(0);

            // When
            page.getByText("Sign in").click();

            // Then
            assertThat(page.locator(TOTAL)).hasText("370");
            assertThat(page.locator("#as-of")).hasValue("2020-12-31");
            assertThat(page.locator(".live")).hasText("live");
            assertThat(page.url()).contains("asOf=2020-12-31").doesNotContain("code=", "state=");
            assertThat(server.refused()).isEmpty();

            // When
            page.getByText("Sign out").click();

            // Then
            assertThat(page.getByText("Sign in")).isVisible();
            assertThat(page.locator("#capacity")).hasCount(0);
        }
        assertNothingForbidden();
    }

    @Test
    void shouldAskForATokenWhereThereIsNoServerAndSayWhenItIsNotTaken() {
        // Given
        Page page = browser.open(started(Map.of()));

        // When
        page.locator("input[name=token]").fill("no-token");
        page.keyboard().press("Enter");

        // Then
        assertThat(page.locator(".door")).containsText("was not taken");

        // When
        page.locator("input[name=token]").fill(Tokens.reader());
        page.keyboard().press("Enter");

        // Then
        assertThat(page.locator(TOTAL)).hasText("370");
        assertThat(page.locator("input[name=token]")).hasCount(0);
        assertNothingForbidden();
    }

    private URI started(Map<String, String> settings) {
        Instances.One one = instances.start("page", settings);
        one.awaitReady();
        return URI.create("http://" + one.address() + "/#zone=" + zones.zones().getFirst() + "&asOf=2020-12-31");
    }

    private void assertNothingForbidden() {
        assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("Content Security Policy"));
    }
}
