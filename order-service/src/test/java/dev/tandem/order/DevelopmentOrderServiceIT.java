package dev.tandem.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class DevelopmentOrderServiceIT {

    private static final String ORDER = """
        {"customerId": "ada", "items": [{"sku": "MUG-BLUE", "quantity": 2}],
         "payment": {"token": "tok_visa"}, "contact": {"email": "ada@example.com"}}""";

    @Test
    void confirms_an_order_without_any_other_process() throws IOException, InterruptedException {
        try (var service = DevelopmentOrderService.start("--server.port=0");
                var http = HttpClient.newHttpClient()) {
            var port = service.getEnvironment().getProperty("local.server.port");
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/orders"))
                    .header("Content-Type", "application/json")
                    .header("Prefer", "wait=9")
                    .POST(BodyPublishers.ofString(ORDER))
                    .build();

            var answer = http.send(request, BodyHandlers.ofString());

            assertThat(answer.body()).contains("\"status\":\"CONFIRMED\"");
            assertThat(answer.statusCode()).isEqualTo(201);
        }
    }
}
