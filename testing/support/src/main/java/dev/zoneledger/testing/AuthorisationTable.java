package dev.zoneledger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A service's table in docs/operations/authorisation.md: by operation, what each kind of caller is answered.
 *
 * @param operations such as {@code GET /v1/zones/{zone}/capacity?by=product}
 */
record AuthorisationTable(List<Operation> operations) {

    private static final Path DOCUMENT = Path.of("docs", "operations", "authorisation.md");

    /** Heads of the columns, and who asks. */
    enum Role {
        READER,
        REPORTER,
        STEWARD,
        REPORTER_ELSEWHERE,
        STEWARD_ELSEWHERE;

        private String head() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * A row.
     *
     * @param path with the description's variables, without a query
     * @param query what is asked, with its question mark; empty if nothing
     * @param answers such as {@code 200} or {@code 403 forbidden}: the status, and the problem's short name
     */
    record Operation(String method, String path, String query, Map<Role, String> answers) {

        String name() {
            return method + " " + path;
        }

        String answer(Role role) {
            return Objects.requireNonNull(answers.get(role));
        }
    }

    static AuthorisationTable of(String service) {
        List<String> rows =
                section(service).stream().filter(line -> line.startsWith("|")).toList();
        List<String> heads = cells(rows.getFirst());
        return new AuthorisationTable(rows.stream()
                .filter(row -> row.startsWith("| `"))
                .map(row -> operation(heads, cells(row)))
                .toList());
    }

    private static Operation operation(List<String> heads, List<String> cells) {
        String[] operation = cells.getFirst().replace("`", "").split(" ");
        int query = operation[1].indexOf('?');
        Map<Role, String> answers = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            answers.put(role, cells.get(heads.indexOf(role.head())));
        }
        return new Operation(
                operation[0],
                query < 0 ? operation[1] : operation[1].substring(0, query),
                query < 0 ? "" : operation[1].substring(query),
                answers);
    }

    private static List<String> section(String service) {
        List<String> lines = lines();
        int begin = lines.indexOf("## " + service);
        if (begin < 0) {
            throw new IllegalStateException(DOCUMENT + " has no section " + service);
        }
        List<String> rest = lines.subList(begin + 1, lines.size());
        return rest.stream().takeWhile(line -> !line.startsWith("## ")).toList();
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1).split("\\|")).map(String::strip).toList();
    }

    private static List<String> lines() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve(DOCUMENT))) {
            folder = Objects.requireNonNull(folder.getParent());
        }
        try {
            return Files.readAllLines(folder.resolve(DOCUMENT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
