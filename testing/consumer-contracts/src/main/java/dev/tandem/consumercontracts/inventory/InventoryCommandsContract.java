package dev.tandem.consumercontracts.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.consumercontracts.Ending;
import dev.tandem.consumercontracts.OrderStory;
import dev.tandem.consumercontracts.StoryContract;
import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.contracts.inventory.InventoryCommand.ReleaseStock;
import dev.tandem.contracts.inventory.InventoryCommand.ReserveStock;
import dev.tandem.contracts.inventory.ReservationLine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The expectations that inventory-service has of {@link InventoryCommand}. */
public abstract class InventoryCommandsContract extends StoryContract {

    @ParameterizedTest
    @EnumSource
    void an_order_asks_for_what_was_ordered(Ending ending) {
        assertThat(story(ending).inventoryCommands())
                .filteredOn(ReserveStock.class::isInstance)
                .isNotEmpty()
                .allSatisfy(command -> assertThat(((ReserveStock) command).lines())
                        .isNotEmpty()
                        .allSatisfy(line -> assertThat(line.quantity()).isPositive())
                        .containsExactlyElementsOf(OrderStory.LINES.stream()
                                .map(line -> new ReservationLine(line.sku(), line.quantity()))
                                .toList()));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "PAYMENT_DECLINED",
                "SUSPECTED_FRAUD",
                "TIMED_OUT",
                "CANCELLED_WHILE_PAYING",
                "CANCELLED_AFTERWARDS"
            })
    void an_order_that_came_to_nothing_gives_its_stock_back_at_last(Ending ending) {
        assertThat(story(ending).inventoryCommands()).last().isInstanceOf(ReleaseStock.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFIRMED"})
    void a_confirmed_order_keeps_its_stock(Ending ending) {
        assertThat(story(ending).inventoryCommands()).doesNotHaveAnyElementsOfTypes(ReleaseStock.class);
    }
}
