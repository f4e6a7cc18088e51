package dev.tandem.consumercontracts.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.consumercontracts.HttpCaller;
import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.contracts.inventory.Product;
import dev.tandem.contracts.inventory.ReservationAnswer;
import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.contracts.inventory.ReserveStockRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

/** The expectations that order-service has of {@link InventoryApi}: the first step over REST, and the catalogue. */
public abstract class InventoryApiContract extends ReservingContract {

    /** The base URL of the service. */
    protected abstract String url();

    @Override
    protected final InventoryApi inventory() {
        return http().through(InventoryApi.class);
    }

    @Override
    protected final ReservationAnswer reserve(UUID orderId, List<ReservationLine> lines) {
        return inventory().reserve(orderId, new ReserveStockRequest(lines));
    }

    @Test
    void shows_all_products_by_sku_if_none_is_named() {
        var all = inventory().products(Set.of());

        assertThat(all)
                .extracting(Product::sku)
                .isSorted()
                .doesNotHaveDuplicates()
                .contains(BLUE, RED);
        assertThat(inventory().products(null)).isEqualTo(all);
    }

    @Test
    void shows_what_is_needed_to_sell_a_product() {
        assertThat(inventory().products(Set.of(BLUE))).singleElement().satisfies(product -> {
            assertThat(product.name()).isNotBlank();
            assertThat(product.price().amount()).isPositive();
            assertThat(product.price().currency()).isEqualTo("EUR");
            assertThat(product.available()).isEqualTo(10);
        });
    }

    @Test
    void leaves_out_what_it_does_not_know() {
        assertThat(inventory().products(Set.of(BLUE, "NOPE")))
                .extracting(Product::sku)
                .containsExactly(BLUE);
        assertThat(inventory().products(Set.of("NOPE"))).isEmpty();
    }

    /** Only a status of this class keeps order-service from retrying, and from treating the service as broken. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"lines\": []}",
                "{\"lines\": [{\"sku\": \"MUG-BLUE\"}]}",
                "{\"lines\": [{\"sku\": \"MUG-BLUE\", \"quantity\": -1}]}",
                "no JSON"
            })
    void tells_a_wrong_request_from_a_failure(String request) {
        var answer = http().put("/internal/reservations/" + orderId, request);

        assertThat(answer.status()).isIn(400, 422);
        assertThat(answer.type()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void refuses_to_set_other_units_aside_for_the_same_order() {
        reserve(orderId, WANTED);

        assertDifferent(2, 4);
        assertAvailable(8, 7);
    }

    /** An order that was refused because something is missing has ended, and gets nothing else. */
    @Test
    void refuses_other_units_after_a_refusal() {
        stock(RED, 2);
        reserve(orderId, WANTED);

        assertDifferent(1, 1);
        assertAvailable(10, 2);
    }

    @Test
    void refuses_other_units_after_a_release() {
        reserve(orderId, WANTED);
        release(orderId);

        assertDifferent(2, 4);
        assertAvailable(10, 10);
    }

    private void assertDifferent(int blue, int red) {
        var request =
                "{\"lines\": [{\"sku\": \"MUG-BLUE\", \"quantity\": %s}, {\"sku\": \"MUG-RED\", \"quantity\": %s}]}"
                        .formatted(blue, red);
        var answer = http().put("/internal/reservations/" + orderId, request);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.type()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.body()).contains("/different-request");
    }

    @Test
    void does_nothing_when_the_time_is_up() {
        var request = "{\"lines\": [{\"sku\": \"MUG-BLUE\", \"quantity\": 2}]}";
        var answer = http().put("/internal/reservations/" + orderId, request, HttpCaller.TIME_LEFT, "0");

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.body()).contains("/time-is-up");
        assertAvailable(10, 10);
    }

    private HttpCaller http() {
        return new HttpCaller(url());
    }
}
