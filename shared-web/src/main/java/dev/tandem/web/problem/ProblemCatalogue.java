package dev.tandem.web.problem;

import java.util.List;

/**
 * The problems of one module. The module registers them as a bean, and the pages at {@code /problems} show the problems
 * of all modules.
 */
public record ProblemCatalogue(List<Problem> problems) {

    public static ProblemCatalogue of(Problem... problems) {
        return new ProblemCatalogue(List.of(problems));
    }
}
