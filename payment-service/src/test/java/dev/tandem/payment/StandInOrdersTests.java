package dev.tandem.payment;

import dev.tandem.expectations.Ending;
import dev.tandem.expectations.OrderStory;
import dev.tandem.expectations.StandInOrders;
import dev.tandem.expectations.payment.OrderEventsContract;
import dev.tandem.expectations.payment.PaymentCommandsContract;
import org.junit.jupiter.api.Nested;

/** What stands in for order-service in the tests of this service says what this service expects of it. */
class StandInOrdersTests {

    @Nested
    class Events extends OrderEventsContract {

        @Override
        protected OrderStory story(Ending ending) {
            return StandInOrders.story(ending);
        }
    }

    @Nested
    class Commands extends PaymentCommandsContract {

        @Override
        protected OrderStory story(Ending ending) {
            return StandInOrders.story(ending);
        }
    }
}
