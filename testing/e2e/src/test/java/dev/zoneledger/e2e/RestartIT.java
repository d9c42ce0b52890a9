package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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
}
