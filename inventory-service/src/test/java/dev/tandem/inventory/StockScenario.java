package dev.tandem.inventory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.inventory.InventoryEvent;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.http.MediaType;

/** An order, and ten blue and ten red mugs in stock for it. */
abstract class StockScenario extends RunningInventoryService {

    final UUID orderId = UUID.randomUUID();

    @BeforeEach
    void ten_mugs_in_stock() {
        jdbc.sql("update products set on_hand = 10, reserved = 0 where sku in ('MUG-BLUE', 'MUG-RED')")
                .update();
    }

    /** Returns the JSON of the answer. */
    String reserve(UUID order, String sku, int quantity, String otherSku, int otherQuantity) {
        var body = """
            {"lines": [{"sku": "%s", "quantity": %d}, {"sku": "%s", "quantity": %d}]}\
            """.formatted(sku, quantity, otherSku, otherQuantity);
        return requireNonNull(http.put()
                .uri("/internal/reservations/" + order)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    void awaitEvents(InventoryEvent... events) {
        await().untilAsserted(() -> assertThat(publishedEvents.of(orderId)).containsExactly(events));
    }

    void letTwentyMinutesPass(UUID order) {
        jdbc.sql("update reservations set held_since = held_since - interval '20 minutes' where order_id = ?")
                .param(order)
                .update();
    }
}
