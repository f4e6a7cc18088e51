package dev.tandem.web.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.context.Deadline;
import dev.tandem.context.DeadlineExceededException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DeadlineFilterTests {

    private final MockHttpServletRequest request = new MockHttpServletRequest("PUT", "/internal/reservations/1");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final AtomicReference<Optional<Deadline>> seen = new AtomicReference<>(Optional.empty());
    private final AtomicBoolean begun = new AtomicBoolean();

    @ParameterizedTest
    @ValueSource(strings = {"0", "-20"})
    void work_whose_time_is_up_is_not_begun(String timeLeft) throws Exception {
        request.addHeader(Deadline.HEADER, timeLeft);

        filter(this::work);

        assertThat(begun).isFalse();
        assertThatTimeIsUp();
    }

    @Test
    void work_whose_time_is_up_before_anything_is_done_is_given_up() throws Exception {
        request.addHeader(Deadline.HEADER, "1000");

        filter((_, _) -> {
            throw new ServletException(new DeadlineExceededException());
        });

        assertThatTimeIsUp();
    }

    @Test
    void work_that_fails_otherwise_has_failed() {
        request.addHeader(Deadline.HEADER, "1000");

        assertThatThrownBy(() -> filter((_, _) -> {
                    throw new ServletException(new IllegalStateException("a bug"));
                }))
                .hasRootCauseMessage("a bug");
    }

    @Test
    void work_for_which_there_is_time_knows_how_much() throws Exception {
        request.addHeader(Deadline.HEADER, "60000");

        filter(this::work);

        assertThat(seen.get().orElseThrow().left()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "1e9", "99999999999"})
    void what_says_nothing_about_time_is_no_deadline(String nonsense) throws Exception {
        request.addHeader(Deadline.HEADER, nonsense);

        filter(this::work);

        assertThat(begun).isTrue();
        assertThat(seen.get()).isEmpty();
    }

    @Test
    void a_customer_sets_no_deadline_this_way() throws Exception {
        request.setRequestURI("/api/orders");
        request.addHeader(Deadline.HEADER, "0");

        filter(this::work);

        assertThat(begun).isTrue();
        assertThat(seen.get()).isEmpty();
    }

    @Test
    void work_of_which_nothing_is_said_is_done_without_one() throws Exception {
        filter(this::work);

        assertThat(begun).isTrue();
        assertThat(seen.get()).isEmpty();
    }

    private void work(Object request, Object response) {
        begun.set(true);
        seen.set(Deadline.current());
    }

    private void filter(FilterChain work) throws Exception {
        new DeadlineFilter().doFilter(request, response, work);
    }

    private void assertThatTimeIsUp() throws Exception {
        assertThat(response.getStatus()).isEqualTo(504);
        assertThat(response.getContentType()).startsWith("application/problem+json");
        assertThat(response.getContentAsString()).contains("/problems/time-is-up");
    }
}
