package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What a later word does to a total. */
class CorrectionsIT {

    private static final String DAY = "2021-06-30";

    private final Client client = new Client(Stack.running());
    private final String zone = BaotouFactsIT.newZone();

    @Test
    void shouldMoveTotalExactlyWhenClaimIsCorrectedAndToNothingWhenItIsRetracted() {
        // Given
        registerProject("line-a");
        String first = client.post("/v1/claims", claim(1, "line-a", "3000"));
        ZoneAnswers.assertFigure(
                answers(first).capacity(DAY, "ndfeb-sintered", "operating"), "t/a", "3000", "3000", "3000", 1);

        // When
        String corrected = client.post("/v1/claims", claim(2, "line-a", "3200"));

        // Then
        ZoneAnswers.assertFigure(
                answers(corrected).capacity(DAY, "ndfeb-sintered", "operating"), "t/a", "3200", "3200", "3200", 1);
        ZoneAnswers.assertFigure(
                answers(corrected).capacity(DAY, "magnet-material", "operating"), "t/a", "3200", "3200", "3200", 1);

        // When
        String retracted = client.post("/v1/retractions", """
                {"zone": "%s", "id": "the-claim", "revision": 3, "reason": "published in error"}""".formatted(zone));

        // Then
        assertThat(answers(retracted).totals(DAY)).isEmpty();
        JsonNode kept = client.catalog("/v1/claims/the-claim?zone=" + zone + "&after=" + retracted);
        assertThat(kept.at("/mark/reason").textValue()).isEqualTo("published in error");
        assertThat(kept.at("/quantity/value").intValue()).isEqualTo(3200);
    }

    @Test
    void shouldKeepClaimOnProjectThatNobodyRegisteredAndCountItWhenTheProjectComes() {
        // Given
        client.post("/v1/zones", """
                {"id": "%s", "name": "A zone"}""".formatted(zone));

        // When
        String early = client.post("/v1/claims", claim(1, "line-b", "750"));

        // Then
        assertThat(client.catalog("/v1/claims/the-claim?zone=" + zone + "&after=" + early)
                        .get("resolved")
                        .booleanValue())
                .isFalse();
        assertThat(answers(early).totals(DAY)).isEmpty();
        assertThat(client.metrics("/v1/zones/" + zone + "/capacity/claims?asOf=" + DAY + "&after=" + early)
                        .at("/leftOut/0/reason")
                        .textValue())
                .isEqualTo("unresolved");

        // When
        String late = registerProject("line-b");

        // Then
        assertThat(client.catalog("/v1/claims/the-claim?zone=" + zone + "&after=" + late)
                        .get("resolved")
                        .booleanValue())
                .isTrue();
        ZoneAnswers.assertFigure(
                answers(late).capacity(DAY, "ndfeb-sintered", "operating"), "t/a", "750", "750", "750", 1);
    }

    @Test
    void shouldTakeDeprecatedClaimOutAndBringItBackWhenStewardReleasesIt() {
        // Given
        registerProject("line-c");
        client.post("/v1/claims", claim(1, "line-c", "120.5"));

        // When
        String deprecated = client.post("/v1/rerankings", reranking(2, "deprecated"));

        // Then
        assertThat(answers(deprecated).totals(DAY)).isEmpty();

        // When
        String released = client.post("/v1/rerankings", reranking(3, "normal"));

        // Then
        ZoneAnswers.assertFigure(
                answers(released).capacity(DAY, "ndfeb-sintered", "operating"), "t/a", "120.5", "120.5", "120.5", 1);
    }

    private ZoneAnswers answers(String after) {
        return new ZoneAnswers(client, zone, after);
    }

    private String registerProject(String id) {
        return client.post("/v1/projects", """
                {"zone": "%s", "id": "%s", "name": "A line"}""".formatted(zone, id));
    }

    private String claim(int revision, String project, String value) {
        return """
                {"zone": "%s", "id": "the-claim", "revision": %d, "subject": {"project": "%s"}, "measure": "capacity",
                 "product": "ndfeb-sintered", "quantity": {"value": %s, "unit": "t/a"}, "status": "operating",
                 "effectiveFrom": {"date": "2021-01-01"}, "source": {"uri": "urn:test:corrections"}}""".formatted(zone, revision, project, value);
    }

    private String reranking(int revision, String rank) {
        return """
                {"zone": "%s", "id": "the-claim", "revision": %d, "rank": "%s", "reason": "decided"}""".formatted(zone, revision, rank);
    }
}
