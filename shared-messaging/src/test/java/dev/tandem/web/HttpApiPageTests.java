package dev.tandem.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HttpApiPageTests {

    /** Also a promise: a type that disappears from here has been taken from the programs that branch on it. */
    @Test
    void the_page_about_http_lists_every_problem_and_no_other() throws IOException {
        var problems = Arrays.stream(Problem.values())
                .map(problem -> "| `%s` | %d | %s |"
                        .formatted(problem.type(), problem.status().value(), problem.title()))
                .toList();

        assertThat(Files.readAllLines(Path.of("../docs/http-api.md")))
                .filteredOn(line -> line.startsWith("| `/problems/"))
                .containsExactlyElementsOf(problems);
    }
}
