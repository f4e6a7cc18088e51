package dev.tandem.web.deadline;

import dev.tandem.context.Deadline;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/**
 * Gives each request no more time than its caller has left, and sends that time to the callee. It covers the whole
 * request: connecting, waiting, and reading the body. When no time is left, the request is not sent.
 */
final class DeadlineRequests implements ClientHttpRequestFactory {

    private final HttpClient client;
    private final Duration longest;

    /** Creates requests that take at most the given time, even if no caller waits. */
    DeadlineRequests(HttpClient client, Duration longest) {
        this.client = client;
        this.longest = longest;
    }

    @Override
    public ClientHttpRequest createRequest(URI uri, HttpMethod method) throws IOException {
        Deadline.requireNotExceeded();
        var timeLeft = timeLeft();
        // The client and its connections stay the same; only the timeout belongs to this request.
        var requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(timeLeft);
        var request = requests.createRequest(uri, method);
        request.getHeaders().set(Deadline.HEADER, String.valueOf(timeLeft.toMillis()));
        return request;
    }

    /** At least one millisecond, in case the last one passes right now: zero would mean no timeout at all. */
    private Duration timeLeft() {
        return Deadline.current()
                .map(Deadline::left)
                .map(left -> left.toMillis() == 0 ? Duration.ofMillis(1) : left)
                .filter(left -> left.compareTo(longest) < 0)
                .orElse(longest);
    }
}
