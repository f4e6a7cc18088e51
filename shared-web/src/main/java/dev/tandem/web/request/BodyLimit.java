package dev.tandem.web.request;

import dev.tandem.web.problem.CommonProblem;
import dev.tandem.web.problem.ProblemException;
import dev.tandem.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a body that is too long: at once if its length is announced, otherwise when the limit is reached. */
final class BodyLimit extends OncePerRequestFilter {

    private final long limit;

    BodyLimit(DataSize limit) {
        this.limit = limit.toBytes();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit) {
            ProblemWriter.write(tooLarge(limit), request, response);
            response.flushBuffer(); // before the server starts skipping the body
        } else {
            next.doFilter(new LimitedRequest(request, limit), response);
        }
    }

    static ProblemException tooLarge(long limit) {
        return CommonProblem.REQUEST_TOO_LARGE.because("The body may have at most " + limit + " bytes.");
    }
}
