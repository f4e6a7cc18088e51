package dev.tandem.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tandem.local.console.Console;
import dev.tandem.local.console.LaunchException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoryRunnerTests {

    private static final String ORDER = "3f8a7f5e-0c39-4f0b-9a8b-6f0b1f6f2c11";
    private static final String PLACE = """
        ### Place an order
        # 202 PENDING
        POST {{order-service}}/api/orders

        {}

        """;
    private static final String WAIT = """
        ### Wait for its end
        # 200 CONFIRMED
        GET {{order-service}}/api/orders/{{order}}

        """;

    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private HttpServer service;

    private record Answer(int status, String body) {}

    @BeforeEach
    void a_service_answers() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            try (exchange) {
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                var answer = answers.remove();
                var body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        });
        service.start();
    }

    @AfterEach
    void the_service_ends() {
        service.stop(0);
    }

    @Test
    void repeats_a_request_that_only_reads_until_its_answer_is_as_expected() {
        answer(202, "{\"id\":\"" + ORDER + "\",\"status\":\"PENDING\"}");
        answer(200, "{\"status\":\"PENDING\"}");
        answer(200, "{\"status\":\"CONFIRMED\"}");

        assertThat(run(PLACE + WAIT)).isEqualTo(ORDER);

        assertThat(requests)
                .containsExactly("POST /api/orders", "GET /api/orders/" + ORDER, "GET /api/orders/" + ORDER);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("### Place an order", "< 202", "CONFIRMED");
    }

    @Test
    void finds_the_order_in_a_problem_too() {
        answer(402, "{\"type\":\"/problems/payment-declined\",\"orderId\":\"" + ORDER + "\"}");

        assertThat(run("### Place\n# 402 /problems/payment-declined\nPOST {{order-service}}/api/orders\n"))
                .isEqualTo(ORDER);
    }

    @Test
    void ends_with_an_unexpected_answer_and_starts_what_it_has_stopped() {
        answer(503, "{\"type\":\"/problems/temporarily-unavailable\"}");

        assertThatThrownBy(() -> run(
                        "### Stop\n# ./tandem stop payment\n" + PLACE + "### Start\n# ./tandem start payment\n" + WAIT))
                .isInstanceOf(LaunchException.class)
                .hasMessage("'Place an order' expects 202 PENDING");

        assertThat(commands).containsExactly("stop payment", "start payment");
        assertThat(requests).hasSize(1);
    }

    @Test
    void tells_how_to_look_for_a_service_that_gives_no_answer() {
        service.stop(0);

        assertThatThrownBy(() -> run(PLACE)).hasMessageContaining("does ./tandem status show its service?");
    }

    @Test
    void names_a_value_that_is_not_known() {
        assertThatThrownBy(() -> run(WAIT)).hasMessage("no value is known for {{order}}");
    }

    private void answer(int status, String body) {
        answers.add(new Answer(status, body));
    }

    private String run(String sections) {
        var addresses = Map.of(
                "order-service", "http://localhost:" + service.getAddress().getPort());
        var console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8));
        var runner = new StoryRunner(addresses, words -> commands.add(String.join(" ", words)), console);
        return runner.run(new StoryFile("# A summary.\n\n" + sections).story("story"));
    }
}
