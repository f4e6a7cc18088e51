package dev.tandem.consumercontracts.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.consumercontracts.FakeOrders;
import dev.tandem.consumercontracts.Wire;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.inventory.InventoryCommand.ReleaseStock;
import dev.tandem.contracts.inventory.InventoryCommand.ReserveStock;
import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.contracts.inventory.InventoryEvent.StockCommitted;
import dev.tandem.contracts.inventory.InventoryEvent.StockRejected;
import dev.tandem.contracts.inventory.InventoryEvent.StockReleased;
import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
import dev.tandem.contracts.inventory.ReservationAnswer;
import dev.tandem.contracts.inventory.ReservationAnswer.Outcome;
import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.contracts.inventory.ReserveStockRequest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The expectations that order-service has of {@link InventoryEvent}: the first step over Kafka, where each command is
 * answered.
 */
public abstract class InventoryEventsContract extends ReservingContract {

    protected abstract Wire wire();

    @Override
    protected final ReservationAnswer reserve(UUID orderId, List<ReservationLine> lines) {
        return switch (ask(new ReserveStock(orderId, lines), orderId)) {
            case StockReserved reserved -> new ReservationAnswer(Outcome.RESERVED, List.of(), reserved.lines());
            case StockRejected rejected -> new ReservationAnswer(Outcome.OUT_OF_STOCK, rejected.missingSkus(), null);
            case StockReleased _ -> new ReservationAnswer(Outcome.RELEASED, List.of(), null);
            case StockCommitted committed -> throw new AssertionError("no answer to a command: " + committed);
        };
    }

    @Override
    protected final void release(UUID orderId) {
        assertThat(ask(new ReleaseStock(orderId), orderId)).isEqualTo(new StockReleased(orderId));
    }

    @Test
    void is_answered_with_the_same_event_over_either_transport() {
        inventory().reserve(orderId, new ReserveStockRequest(WANTED));
        reserve(orderId, WANTED);
        reserve(orderId, WANTED);

        var reserved = new StockReserved(orderId, WANTED);
        await().untilAsserted(() -> assertThat(received()).containsExactly(reserved, reserved, reserved));
    }

    /** The saga compares the lines, and gives the order up. */
    @Test
    void tells_what_was_reserved_when_it_is_asked_for_something_else() {
        reserve(orderId, WANTED);
        reserve(orderId, List.of(new ReservationLine(BLUE, 9)));

        assertThat(received()).containsOnly(new StockReserved(orderId, WANTED));
        assertAvailable(8, 7);
    }

    @Test
    void tells_what_was_missing_when_it_is_asked_for_something_else() {
        stock(RED, 2);
        reserve(orderId, WANTED);
        reserve(orderId, List.of(new ReservationLine(BLUE, 1)));

        assertThat(received()).containsOnly(new StockRejected(orderId, List.of(RED)));
        assertAvailable(10, 2);
    }

    @Test
    void is_told_to_be_undone_each_time_that_is_asked_for() {
        release(orderId);
        release(orderId);

        assertThat(received()).containsExactly(new StockReleased(orderId), new StockReleased(orderId));
    }

    @Test
    void that_was_committed_can_still_be_undone() {
        reserve(orderId, WANTED);
        assertThat(ask(FakeOrders.confirmed(orderId), orderId)).isEqualTo(new StockCommitted(orderId));

        release(orderId);
        assertAvailable(10, 10);
    }

    private InventoryEvent ask(Message message, UUID orderId) {
        return wire().ask(message, InventoryEvent.class, orderId);
    }

    private List<InventoryEvent> received() {
        return wire().received(InventoryEvent.class, orderId);
    }
}
