package dev.zoneledger.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.zoneledger.contract.Json;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page, as people have it before them. */
class PageIT {

    private final Stack stack = Stack.running();
    private final Client client = new Client(stack);
    private Browser browser;

    @BeforeEach
    void openBrowser() {
        browser = new Browser();
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void shouldLeadFromAFigureToTheWordsOfItsSource() {
        // Given
        Page page = browser.open(stack.metrics().resolve("/#zone=baotou-rehz&asOf=2020-10-15"));
        Locator sintered = page.locator("#capacity button[data-product=ndfeb-sintered][data-status=operating] span");
        assertThat(sintered).hasText("3,000");
        assertThat(page.locator("#zone option:checked")).containsText("Baotou Rare Earth High-tech Zone");
        assertThat(page.locator("#coverage")).containsText("6 %");
        assertThat(page.locator("#coverage")).containsText("47,000");
        assertThat(page.locator("#timeline .chart canvas")).isVisible();
        assertThat(page.locator("#value")).containsText("≥ 250,000,000");

        // When
        sintered.click();

        // Then
        Locator claim = page.locator("dialog article[data-claim=f12-sintered-capacity]");
        assertThat(claim.locator("blockquote")).hasText("annual output of 3000 tons");
        assertThat(claim).containsText("Sun Xiping, legal representative");
        assertThat(claim).containsText("SMM, 2020-10, paragraph 13");
        assertThat(claim).containsText("2020-10-15 (not later than that)");

        // When
        claim.getByText("What was said of it").click();

        // Then
        assertThat(claim.locator(".history")).containsText("revision 1 holds");

        // When
        page.keyboard().press("Escape");

        // Then
        assertThat(page.locator("dialog")).isHidden();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void shouldShowWhatIsTakenInWhileItIsOpenToTheLastDigit() {
        // Given
        String zone = BaotouFactsIT.newZone();
        register(zone, "A zone");
        client.catalog("/v1/zones/" + zone + "?after=" + claim(zone, 1, "123456789012.000000000000000001"));
        Page page = browser.open(stack.metrics().resolve("/#zone=" + zone));
        Locator total = page.locator("#capacity button[data-product=ndfeb-sintered][data-status=operating] span");
        assertThat(total).hasText("123,456,789,012.000000000000000001");
        assertThat(page.locator(".live")).hasText("live");

        // When
        String corrected = claim(zone, 2, "123456789012.000000000000000002");

        // Then
        assertThat(total).hasText("123,456,789,012.000000000000000002");
        assertThat(page.locator(".position")).hasText("reflects " + corrected);
        assertThat(page.locator("#latest"))
                .containsText("123,456,789,012.000000000000000001 → 123,456,789,012.000000000000000002");
        assertThat(page.locator("#timeline")).containsText("corrected");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void shouldGoOnToTheNextDayWhileItIsOpen() {
        // Given
        Page page = browser.open(stack.metrics().resolve("/#zone=baotou-rehz"), Instant.parse("2020-10-14T23:59:00Z"));
        assertThat(page.locator("#as-of")).hasValue("2020-10-14");
        assertThat(page.locator("#coverage")).not().containsText("6 %");

        // When
        page.clock().fastForward("02:00");

        // Then
        assertThat(page.locator("#as-of")).hasValue("2020-10-15");
        assertThat(page.locator("#coverage")).containsText("6 %");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void shouldShowNamesAsTheTextThatTheyAre() {
        // Given
        String name = "<img src=x onerror=\"document.title='taken over'\"> & <b>Sons</b>";
        String zone = BaotouFactsIT.newZone();
        register(zone, name);
        client.catalog("/v1/zones/" + zone + "?after=" + claim(zone, 1, "1"));

        // When
        Page page = browser.open(stack.metrics().resolve("/#zone=" + zone));
        page.locator("#capacity button[data-product=ndfeb-sintered]").click();

        // Then
        assertThat(page.locator("dialog dd").first()).hasText(name);
        assertThat(page.locator("#zone option:checked")).hasText(name);
        assertThat(page).hasTitle("Zone Ledger");
        assertThat(browser.complaints()).isEmpty();
    }

    private void register(String zone, String name) {
        ObjectNode aZone = Json.mapper().createObjectNode().put("id", zone).put("name", name);
        ObjectNode project = Json.mapper()
                .createObjectNode()
                .put("zone", zone)
                .put("id", "line")
                .put("name", name);
        client.post("/v1/zones", aZone.toString());
        client.post("/v1/projects", project.toString());
    }

    private String claim(String zone, int revision, String value) {
        return client.post("/v1/claims", """
                {"zone": "%s", "id": "the-claim", "revision": %d, "subject": {"project": "line"}, "measure": "capacity",
                 "product": "ndfeb-sintered", "quantity": {"value": %s, "unit": "t/a", "qualifier": "exact"}, "status": "operating",
                 "basis": "actual", "effectiveFrom": {"date": "2020-06-30"}, "source": {"uri": "urn:test:page"}}
                """.formatted(zone, revision, value));
    }
}
