package dev.tandem.notification;

import dev.tandem.consumercontracts.Ending;
import dev.tandem.consumercontracts.FakeOrders;
import dev.tandem.consumercontracts.OrderStory;
import dev.tandem.consumercontracts.notification.OrderEventsContract;

/** The fake order-service in the tests of this service meets the expectations that this service has of it. */
class FakeOrdersTests extends OrderEventsContract {

    @Override
    protected OrderStory story(Ending ending) {
        return FakeOrders.story(ending);
    }
}
