package dev.tandem.web.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.context.Deadline;
import dev.tandem.context.DeadlineExceededException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;

class DeadlineRequestsTests {

    private final Clock clock = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    private final DeadlineRequests requests = new DeadlineRequests(HttpClient.newHttpClient(), Duration.ofSeconds(3));

    @Test
    void tell_how_much_time_is_left() {
        assertThat(timeLeft(within(Duration.ofMillis(1500)))).isEqualTo("1500");
    }

    @Test
    void take_no_longer_than_such_a_call_may_take_however_long_the_caller_waits() {
        assertThat(timeLeft(within(Duration.ofSeconds(8)))).isEqualTo("3000");
    }

    @Test
    void take_as_long_as_such_a_call_may_take_when_nobody_waits() {
        assertThat(timeLeft(create())).isEqualTo("3000");
    }

    @Test
    void are_not_made_when_no_time_is_left() {
        assertThatThrownBy(() -> within(Duration.ZERO)).isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void end_when_the_caller_waits_no_longer() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var uri = URI.create("http://localhost:" + silent.getLocalPort());
            var patient = new DeadlineRequests(HttpClient.newHttpClient(), Duration.ofMinutes(10));
            var deadline = Deadline.in(Duration.ofMillis(200), Clock.systemUTC());

            assertThatThrownBy(() -> deadline.call(
                            () -> patient.createRequest(uri, HttpMethod.GET).execute()))
                    .isInstanceOf(HttpTimeoutException.class);
        }
    }

    private ClientHttpRequest within(Duration budget) {
        return Deadline.in(budget, clock).call(this::create);
    }

    private ClientHttpRequest create() {
        try {
            return requests.createRequest(URI.create("http://localhost:1/"), HttpMethod.GET);
        } catch (IOException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static String timeLeft(ClientHttpRequest request) {
        return String.valueOf(request.getHeaders().getFirst(Deadline.HEADER));
    }
}
