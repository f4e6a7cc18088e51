package dev.tandem.web.problem;

import java.util.List;

/** The problems of one owner, a bean for each: the pages at {@code /problems} show them all. */
public record ProblemCatalogue(List<Problem> problems) {

    public static ProblemCatalogue of(Problem... problems) {
        return new ProblemCatalogue(List.of(problems));
    }
}
