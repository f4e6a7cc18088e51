package dev.tandem.notification;

import dev.tandem.expectations.Ending;
import dev.tandem.expectations.FakeOrders;
import dev.tandem.expectations.OrderStory;
import dev.tandem.expectations.notification.OrderEventsContract;

/** The fake order-service in the tests of this service meets the expectations that this service has of it. */
class FakeOrdersTests extends OrderEventsContract {

    @Override
    protected OrderStory story(Ending ending) {
        return FakeOrders.story(ending);
    }
}
