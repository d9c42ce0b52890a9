package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is left after everything was stopped: all of it. */
class RestartIT {

    private final Stack stack = Stack.running();
    private final Client client = new Client(stack);

    @Test
    void shouldAnswerTheSameAfterEverythingWasStoppedAndStarted() {
        // Given
        String position = client.catalog("/v1/position").get("position").textValue();
        ZoneAnswers answers = new ZoneAnswers(client, "baotou-rehz", position);
        String before = answers.everything();

        // When
        stack.down();
        stack.up();

        // Then
        assertThat(answers.everything()).isEqualTo(before);
        answers.assertAll();
    }

    @Test
    void shouldAnswerTheSameAfterTheCatalogWasRebuilt() {
        // Given
        String before = everythingOfTheCatalog();

        // When
        String printed = stack.run("rebuild");

        // Then
        assertThat(printed).contains("reading the log anew");
        assertThat(everythingOfTheCatalog()).isEqualTo(before);
    }

    private String everythingOfTheCatalog() {
        return Stream.of(
                        "zones",
                        "organisations",
                        "projects",
                        "policies",
                        "milestones",
                        "rankings",
                        "chains",
                        "claims",
                        "claims/f12-sintered-capacity/history?zone=baotou-rehz")
                .map(list -> list + ": " + client.catalog("/v1/" + list))
                .collect(Collectors.joining("\n"));
    }
}
