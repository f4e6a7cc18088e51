package dev.tandem.inventory;

import dev.tandem.consumercontracts.Ending;
import dev.tandem.consumercontracts.FakeOrders;
import dev.tandem.consumercontracts.OrderStory;
import dev.tandem.consumercontracts.inventory.InventoryCommandsContract;
import dev.tandem.consumercontracts.inventory.OrderEventsContract;
import org.junit.jupiter.api.Nested;

/** The fake order-service in the tests of this service meets the expectations that this service has of it. */
class FakeOrdersTests {

    @Nested
    class Events extends OrderEventsContract {

        @Override
        protected OrderStory story(Ending ending) {
            return FakeOrders.story(ending);
        }
    }

    @Nested
    class Commands extends InventoryCommandsContract {

        @Override
        protected OrderStory story(Ending ending) {
            return FakeOrders.story(ending);
        }
    }
}
