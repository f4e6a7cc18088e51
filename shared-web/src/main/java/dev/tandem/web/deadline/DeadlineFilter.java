package dev.tandem.web.deadline;

import dev.tandem.context.Deadline;
import dev.tandem.context.DeadlineExceededException;
import dev.tandem.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Binds the deadline that a caller sends, and answers {@code 504} to work that would come too late for it. */
final class DeadlineFilter extends OncePerRequestFilter {

    /** Only services send their deadline; customers state how long they wait in the header {@code Prefer}. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/internal/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        var timeLeft = timeLeft(request.getHeader(Deadline.HEADER));
        if (timeLeft.isEmpty()) {
            next.doFilter(request, response);
        } else {
            begin(Deadline.in(timeLeft.get(), Clock.systemUTC()), request, response, next);
        }
    }

    private static void begin(
            Deadline deadline, HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        try {
            deadline.call(() -> {
                Deadline.requireNotExceeded();
                next.doFilter(request, response);
                return true;
            });
        } catch (ServletException | IOException failure) {
            if (!(failure.getCause() instanceof DeadlineExceededException)) {
                throw failure;
            }
            refuse(request, response);
        } catch (DeadlineExceededException tooLate) {
            refuse(request, response);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception other) { // never happens, but the compiler cannot tell
            throw new ServletException(other);
        }
    }

    /** Empty if the header is missing or is not a number. */
    private static Optional<Duration> timeLeft(@Nullable String header) {
        return Optional.ofNullable(header)
                .filter(text -> text.matches("-?\\d{1,9}"))
                .map(text -> Duration.ofMillis(Long.parseLong(text)));
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemWriter.write(DeadlineExceededHandler.problem(), request, response);
    }
}
