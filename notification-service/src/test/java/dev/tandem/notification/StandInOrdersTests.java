package dev.tandem.notification;

import dev.tandem.expectations.Ending;
import dev.tandem.expectations.OrderStory;
import dev.tandem.expectations.StandInOrders;
import dev.tandem.expectations.notification.OrderEventsContract;

/** What stands in for order-service in the tests of this service says what this service expects of it. */
class StandInOrdersTests extends OrderEventsContract {

    @Override
    protected OrderStory story(Ending ending) {
        return StandInOrders.story(ending);
    }
}
