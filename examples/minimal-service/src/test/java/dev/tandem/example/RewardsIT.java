package dev.tandem.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.local.server.FreePorts;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        // Far longer than a customer waits, so that only the deadline can end a call in time.
        properties = "spring.http.serviceclient.inventory.read-timeout=30s")
@AutoConfigureRestTestClient
@RealInfrastructure
class RewardsIT {

    private static final int INVENTORY_PORT = FreePorts.find(1).getFirst();

    @Autowired
    RestTestClient http;

    @Autowired
    EarnPoints earnPoints;

    @Autowired
    CircuitBreakerRegistry breakers;

    private final String customer = "ada-" + UUID.randomUUID();
    private FakeInventory inventory;

    @DynamicPropertySource
    static void inventory(DynamicPropertyRegistry properties) {
        properties.add("spring.http.serviceclient.inventory.base-url", () -> "http://localhost:" + INVENTORY_PORT);
    }

    @BeforeEach
    void a_customer_has_points_and_inventory_service_is_there() throws IOException {
        earnPoints.earn(ConfirmedOrders.of(customer));
        inventory = new FakeInventory(INVENTORY_PORT);
        breakers.circuitBreaker("inventory").reset();
    }

    @AfterEach
    void stop_inventory() {
        inventory.close();
    }

    @Test
    void rewards_are_products_in_stock_that_the_points_buy() {
        get("/rewards").expectStatus().isOk().expectBody().json("""
                [{"sku": "MUG-BLUE", "name": "Mug, blue", "points": 21}]""");
    }

    @Test
    void a_failed_call_is_repeated_if_ten_calls_have_earned_it() {
        for (var call = 0; call < 10; call++) {
            get("/rewards");
        }
        inventory.fail(1);

        get("/rewards").expectStatus().isOk();
        assertThat(inventory.requests()).isEqualTo(12);
    }

    @Test
    void without_inventory_service_only_the_rewards_are_missing() {
        inventory.close();

        expectProblem(get("/rewards"));
        get("").expectStatus().isOk().expectBody().jsonPath("$.points").isEqualTo(ConfirmedOrders.POINTS);
    }

    @Test
    void a_call_ends_when_the_customer_stops_waiting() {
        inventory.neverAnswer();
        var begin = System.nanoTime();

        expectProblem(get("/rewards"));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        assertThat(inventory.requests()).isEqualTo(1);
    }

    @Test
    void after_many_failures_the_call_is_not_made() {
        inventory.fail(Integer.MAX_VALUE);
        await().until(() -> {
            expectProblem(get("/rewards"));
            return breakers.circuitBreaker("inventory").getState() == State.OPEN;
        });

        var before = inventory.requests();
        expectProblem(get("/rewards"));
        assertThat(inventory.requests()).isEqualTo(before);
    }

    private ResponseSpec get(String path) {
        return http.get().uri("/api/points/" + customer + path).exchange();
    }

    private static void expectProblem(ResponseSpec answer) {
        answer.expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/temporarily-unavailable");
    }
}
