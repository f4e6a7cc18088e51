package dev.tandem.web.problem;

import java.util.List;

/** The problems of one owner, which registers them as a bean: the pages at {@code /problems} show them all. */
public record ProblemCatalogue(List<Problem> problems) {

    public static ProblemCatalogue of(Problem... problems) {
        return new ProblemCatalogue(List.of(problems));
    }
}
