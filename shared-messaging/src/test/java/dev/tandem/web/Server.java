package dev.tandem.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** A running service, as a customer meets it, or somebody who does not care what HTTP is. */
record Server(int port) {

    RestTestClient http() {
        return RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    ResponseSpec get(String path) {
        return http().get().uri(URI.create("http://localhost:" + port + path)).exchange();
    }

    ResponseSpec post(String json) {
        return post(json.getBytes(UTF_8));
    }

    ResponseSpec post(byte[] json) {
        return http().post()
                .uri("/api/toys")
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange();
    }

    /** Checks what every problem is like, and that its type leads to a page. */
    BodyContentSpec expectProblem(ResponseSpec answer, Problem problem) {
        assertThat(get(problem.type().toString()).returnResult(String.class).getResponseBody())
                .contains("<h1>" + problem.title());
        return answer.expectStatus()
                .isEqualTo(problem.status())
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo(problem.type().toString())
                .jsonPath("$.title")
                .isEqualTo(problem.title())
                .jsonPath("$.status")
                .isEqualTo(problem.status().value())
                .jsonPath("$.detail")
                .isNotEmpty()
                .jsonPath("$.instance")
                .isNotEmpty();
    }

    /** Sends it as it is, and reads what comes back first. */
    String sendRaw(String request) throws IOException {
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
