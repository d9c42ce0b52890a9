package dev.zoneledger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code sh} examples of a document: each a command, and behind {@code # answers} in backticks what its output holds. */
public final class ShellExamples {

    private static final Pattern BLOCK = Pattern.compile("^```sh\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern EXAMPLE =
            Pattern.compile("(.*?)^# answers (.*?)$\\n?", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern EXPECTED = Pattern.compile("`([^`]+)`");

    private ShellExamples() {}

    /**
     * An example.
     *
     * @param command as it stands in the document
     * @param expected texts that its output holds
     */
    public record Example(String command, List<String> expected) {

        /**
         * What the command puts out, its errors included.
         *
         * @param environment of the shell, besides what it inherits
         * @param filled the command with what the document leaves open
         * @throws IllegalStateException if it fails
         */
        public String run(Map<String, String> environment, UnaryOperator<String> filled) {
            ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", filled.apply(command))
                    .redirectErrorStream(true);
            shell.environment().putAll(environment);
            try {
                Process process = shell.start();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new IllegalStateException(command + "\n" + output);
                }
                return output;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Those of a document, in their order. */
    public static List<Example> of(Path document) throws IOException {
        List<Example> examples = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(document));
        while (block.find()) {
            Matcher example = EXAMPLE.matcher(block.group(1));
            while (example.find()) {
                examples.add(new Example(
                        example.group(1),
                        EXPECTED.matcher(example.group(2))
                                .results()
                                .map(expected -> expected.group(1))
                                .toList()));
            }
        }
        return examples;
    }
}
