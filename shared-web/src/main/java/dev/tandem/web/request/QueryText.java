package dev.tandem.web.request;

import dev.tandem.web.problem.CommonProblem;
import dev.tandem.web.problem.InvalidField;
import dev.tandem.web.problem.ProblemException;
import dev.tandem.web.problem.ProblemWriter;
import dev.tandem.web.text.PlainText;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a query that cannot be decoded, or that has a name or a value that is not {@link PlainText}. */
final class QueryText extends OncePerRequestFilter {

    /**
     * A request without a query has nothing to check: its only other parameters could come from a form in the body, and
     * no service reads forms.
     */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getQueryString() == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        var problem = problem(request);
        if (problem.isPresent()) {
            ProblemWriter.write(problem.get(), request, response);
        } else {
            next.doFilter(request, response);
        }
    }

    private static Optional<ProblemException> problem(HttpServletRequest request) {
        try {
            return request.getParameterMap().entrySet().stream()
                    .flatMap(parameter -> nameIfNotPlain(parameter).stream())
                    .findFirst()
                    .map(name -> InvalidField.problem(name, PlainText.RULE));
        } catch (InvalidParameterException undecodable) {
            return Optional.of(CommonProblem.INVALID_REQUEST.because(
                    "The query cannot be decoded: it must be percent-encoded UTF-8."));
        }
    }

    /** The answer does not repeat a name that is not plain. */
    private static Optional<String> nameIfNotPlain(Map.Entry<String, String[]> parameter) {
        if (!PlainText.isPlain(parameter.getKey())) {
            return Optional.of("query");
        }
        var isPlain = Arrays.stream(parameter.getValue()).allMatch(PlainText::isPlain);
        return isPlain ? Optional.empty() : Optional.of(parameter.getKey());
    }
}
