package dev.tandem.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.web.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** A running service, as clients see it, well-behaved or not. */
public record Server(int port) {

    public RestTestClient http() {
        return RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    public ResponseSpec get(String path) {
        return http().get().uri(URI.create("http://localhost:" + port + path)).exchange();
    }

    public ResponseSpec post(String json) {
        return post(json.getBytes(UTF_8));
    }

    public ResponseSpec post(byte[] json) {
        return http().post()
                .uri("/api/toys")
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange();
    }

    /** Checks what all problems have in common, and that the type leads to a page. */
    public BodyContentSpec expectProblem(ResponseSpec answer, Problem problem) {
        assertThat(get(problem.type().toString()).returnResult(String.class).getResponseBody())
                .contains("<h1>" + problem.description().title());
        return answer.expectStatus()
                .isEqualTo(problem.description().status())
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo(problem.type().toString())
                .jsonPath("$.title")
                .isEqualTo(problem.description().title())
                .jsonPath("$.status")
                .isEqualTo(problem.description().status().value())
                .jsonPath("$.detail")
                .isNotEmpty()
                .jsonPath("$.instance")
                .isNotEmpty();
    }

    /** Sends the request unchanged, and returns the first answer. */
    public String sendRaw(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().flush();
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            var read = new StringBuilder();
            while (!read.toString().endsWith("}")) {
                var next = answer.read();
                if (next < 0) {
                    break;
                }
                read.append((char) next);
            }
            return read.toString();
        }
    }
}
