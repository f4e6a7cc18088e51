package dev.tandem.consumercontracts.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.contracts.inventory.Product;
import dev.tandem.contracts.inventory.ReservationAnswer;
import dev.tandem.contracts.inventory.ReservationAnswer.Outcome;
import dev.tandem.contracts.inventory.ReservationLine;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The expectations that order-service has of the first step of its saga, over either transport. */
public abstract class ReservingContract {

    protected static final String BLUE = "MUG-BLUE";
    protected static final String RED = "MUG-RED";

    protected static final List<ReservationLine> WANTED =
            List.of(new ReservationLine(BLUE, 2), new ReservationLine(RED, 3));

    private static final ReservationAnswer RESERVED = new ReservationAnswer(Outcome.RESERVED, List.of(), WANTED);
    private static final ReservationAnswer RELEASED = new ReservationAnswer(Outcome.RELEASED, List.of(), null);
    private static final ReservationAnswer RED_IS_MISSING =
            new ReservationAnswer(Outcome.OUT_OF_STOCK, List.of(RED), null);

    protected final UUID orderId = UUID.randomUUID();

    /** Makes that many units available. */
    protected abstract void stock(String sku, int units);

    protected abstract InventoryApi inventory();

    /** Requests the units, each SKU once and in the order of the SKUs, and waits for the answer. */
    protected abstract ReservationAnswer reserve(UUID orderId, List<ReservationLine> lines);

    /** Requests the release of the units, and waits until they are free. */
    protected abstract void release(UUID orderId);

    @BeforeEach
    void ten_mugs_in_stock() {
        stock(BLUE, 10);
        stock(RED, 10);
    }

    @Test
    void sets_all_lines_aside() {
        assertThat(reserve(orderId, WANTED)).isEqualTo(RESERVED);

        assertAvailable(8, 7);
    }

    @Test
    void names_what_is_missing_and_sets_nothing_aside() {
        assertThat(reserve(orderId, List.of(new ReservationLine(BLUE, 2), new ReservationLine(RED, 11))))
                .isEqualTo(RED_IS_MISSING);

        assertAvailable(10, 10);
    }

    @Test
    void names_all_that_is_missing() {
        var missing = reserve(orderId, List.of(new ReservationLine(BLUE, 11), new ReservationLine(RED, 11)));

        assertThat(missing.outcome()).isEqualTo(Outcome.OUT_OF_STOCK);
        assertThat(missing.missingSkus()).containsExactlyInAnyOrder(BLUE, RED);
    }

    @Test
    void is_done_once_and_answered_the_same_each_time() {
        reserve(orderId, WANTED);

        assertThat(reserve(orderId, WANTED)).isEqualTo(RESERVED);
        assertAvailable(8, 7);
    }

    @Test
    void is_the_same_step_whatever_the_order_of_the_lines() {
        reserve(orderId, WANTED);

        assertThat(reserve(orderId, WANTED.reversed())).isEqualTo(RESERVED);
        assertAvailable(8, 7);
    }

    @Test
    void gives_the_same_refusal_again_even_if_there_is_stock_by_now() {
        stock(RED, 2);
        reserve(orderId, WANTED);
        stock(RED, 10);

        assertThat(reserve(orderId, WANTED)).isEqualTo(RED_IS_MISSING);
        assertAvailable(10, 10);
    }

    @Test
    void that_was_undone_has_its_units_free_again_and_gets_none_any_more() {
        reserve(orderId, WANTED);
        release(orderId);

        assertThat(reserve(orderId, WANTED)).isEqualTo(RELEASED);
        assertAvailable(10, 10);
    }

    @Test
    void that_is_undone_before_it_arrives_sets_nothing_aside() {
        release(orderId);

        assertThat(reserve(orderId, WANTED)).isEqualTo(RELEASED);
        assertAvailable(10, 10);
    }

    protected final void assertAvailable(int blue, int red) {
        assertThat(inventory().products(Set.of(BLUE, RED)))
                .extracting(Product::sku, Product::available)
                .containsExactly(tuple(BLUE, blue), tuple(RED, red));
    }
}
