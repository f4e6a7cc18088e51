package dev.tandem.system.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.local.LocalStack;
import dev.tandem.local.settings.StackSettings;
import dev.tandem.system.Project;
import dev.tandem.system.Shop;
import dev.tandem.system.Shop.Order;
import dev.tandem.system.WholeSystem;
import dev.tandem.system.api.PublishedApi.Example;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the documents of the APIs, and tries their examples without any other knowledge. */
@ExtendWith(WholeSystem.class)
class ApiDocsIT {

    private static final Path COMMITTED = Project.file("shared-contracts/src/main/resources/contracts/present");
    private static final Pattern PROBLEM = Pattern.compile("/problems/[a-z-]+");
    private static final Pattern LISTED_PROBLEM =
            Pattern.compile("<dt>(\\d+)</dt><dd><a href=\"(/problems/[a-z-]+)\">(.*?)</a></dd>");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Integer> ports;
    private final Shop shop;

    ApiDocsIT(LocalStack stack, Shop shop) {
        this.ports = ports(stack.settings());
        this.shop = shop;
    }

    /**
     * Waits until order-service answers 201: after other tests have stopped services, a breaker that is still open
     * would lead to a 202 instead of the documented 201.
     */
    @BeforeEach
    void customers_are_answered_at_once() {
        await().until(() -> shop.place(Order.of("STICKER-TANDEM", 1)).status() == 201);
    }

    @TestFactory
    Stream<DynamicTest> a_running_service_serves_its_committed_document_and_a_page() {
        return ports.keySet().stream()
                .map(service -> DynamicTest.dynamicTest(service, () -> {
                    assertThat(document(service))
                            .isEqualTo(JSON.readTree(COMMITTED.resolve(service + ".openapi.json")));
                    assertThat(get(service, "/docs").statusCode()).isEqualTo(200);
                    assertThat(get(service, "/webjars/swagger-ui/swagger-ui-bundle.js")
                                    .statusCode())
                            .isEqualTo(200);
                }));
    }

    /** It tells an intruder which known weaknesses to try, so it is read from the jar. */
    @TestFactory
    Stream<DynamicTest> a_running_service_does_not_serve_the_list_of_its_libraries() {
        return ports.keySet().stream()
                .map(service -> DynamicTest.dynamicTest(service, () -> {
                    assertThat(get(service, "/actuator/health").statusCode()).isEqualTo(200);
                    assertThat(get(service, "/actuator/sbom").statusCode()).isEqualTo(404);
                    assertThat(get(service, "/actuator/sbom/application").statusCode())
                            .isEqualTo(404);
                }));
    }

    @TestFactory
    Stream<DynamicTest> each_problem_that_a_document_names_leads_to_a_page() {
        return ports.keySet().stream()
                .flatMap(service -> PROBLEM.matcher(document(service).toString())
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .map(problem -> DynamicTest.dynamicTest(
                                service + ", " + problem,
                                () -> assertThat(get(service, problem).statusCode())
                                        .isEqualTo(200))));
    }

    /** The page is also a promise: a type that disappears from it would break clients that branch on it. */
    @Test
    void the_page_about_http_lists_every_problem_and_no_other() throws IOException {
        var problems = ports.keySet().stream()
                .flatMap(service ->
                        LISTED_PROBLEM.matcher(get(service, "/problems").body()).results())
                .map(listed -> "| `%s` | %s | %s |".formatted(listed.group(2), listed.group(1), listed.group(3)))
                .distinct()
                .toList();

        assertThat(Files.readAllLines(Project.file("docs/http-api.md")))
                .filteredOn(line -> line.startsWith("| `/problems/"))
                .containsExactlyInAnyOrderElementsOf(problems);
    }

    @TestFactory
    Stream<DynamicTest> an_example_works_when_pasted() {
        var order = anOrder();
        return ports.keySet().stream().flatMap(service -> {
            var api = new PublishedApi(document(service));
            return api.examples(order)
                    .map(example -> DynamicTest.dynamicTest(
                            service + ", " + example, () -> assertWorks(service, api, example)));
        });
    }

    /** An order for the examples of the other services, which return the earlier outcome for it. */
    private UUID anOrder() {
        var document = document("order-service");
        var example = document.at("/paths/~1api~1orders/post/requestBody/content/application~1json/examples/confirmed");
        return shop.placeRaw(example.get("value").toString()).orderId();
    }

    private void assertWorks(String service, PublishedApi api, Example example) {
        var body = example.body() == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(example.body().toString());
        var request = HttpRequest.newBuilder(uri(service, example.address()))
                .header("Content-Type", "application/json")
                .method(example.method(), body);
        example.headers().forEach(request::header);
        var answer = send(request.build());

        assertThat(String.valueOf(answer.statusCode())).as(answer.body()).isEqualTo(example.status());
        var mediaType = answer.headers().firstValue("Content-Type").orElse("none");
        assertThat(api.flaws(example, mediaType, JSON.readTree(answer.body())))
                .as(answer.body())
                .isEmpty();
    }

    private JsonNode document(String service) {
        return JSON.readTree(get(service, "/openapi.json").body());
    }

    private HttpResponse<String> get(String service, String path) {
        return send(HttpRequest.newBuilder(uri(service, path)).build());
    }

    private URI uri(String service, String path) {
        return URI.create("http://localhost:" + ports.get(service) + path);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(request + " got no answer", failed);
        }
    }

    private static Map<String, Integer> ports(StackSettings settings) {
        return Map.of(
                "order-service", settings.orderPort(),
                "payment-service", settings.paymentPort(),
                "inventory-service", settings.inventoryPort(),
                "notification-service", settings.notificationPort());
    }
}
