package dev.tandem.inventory;

import dev.tandem.expectations.Ending;
import dev.tandem.expectations.FakeOrders;
import dev.tandem.expectations.OrderStory;
import dev.tandem.expectations.inventory.InventoryCommandsContract;
import dev.tandem.expectations.inventory.OrderEventsContract;
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
