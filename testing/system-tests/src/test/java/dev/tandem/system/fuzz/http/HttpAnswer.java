package dev.tandem.system.fuzz.http;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The answer of a server.
 *
 * @param status 0 if the server closed the connection without an answer
 * @param headers by their names in lower case
 */
public record HttpAnswer(int status, Map<String, String> headers, String body, Duration after) {

    static HttpAnswer none(Duration after) {
        return new HttpAnswer(0, Map.of(), "", after);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
