package dev.tandem.expectations.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.contracts.order.OrderEvent.OrderCancelled;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.contracts.order.OrderEvent.OrderPlaced;
import dev.tandem.contracts.order.OrderEvent.OrderRejected;
import dev.tandem.contracts.payment.PaymentCommand.AuthorizePayment;
import dev.tandem.expectations.Ending;
import dev.tandem.expectations.OrderStory;
import dev.tandem.expectations.StoryContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What payment-service expects of {@link OrderEvent}: it charges for an order that is confirmed. */
public abstract class OrderEventsContract extends StoryContract {

    @ParameterizedTest
    @EnumSource
    void an_order_is_told_to_be_confirmed_once_and_only_if_it_is(Ending ending) {
        assertThat(story(ending).events())
                .filteredOn(OrderConfirmed.class::isInstance)
                .hasSize(ending.tells(OrderConfirmed.class) ? 1 : 0);
    }

    /** What is charged is what is held, so the customer is told of this amount, and had better be. */
    @ParameterizedTest
    @EnumSource(names = {"CONFIRMED", "CANCELLED_AFTERWARDS"})
    void a_confirmed_order_has_asked_for_its_total_to_be_held_before(Ending ending) {
        var story = story(ending);

        var total = story.only(OrderConfirmed.class).total();

        assertThat(story.paymentCommands())
                .first()
                .isEqualTo(new AuthorizePayment(story.orderId(), total, OrderStory.tokenFor(ending)));
    }

    /** These are passed over, because what has to be undone is told by command. */
    @ParameterizedTest
    @EnumSource
    void an_order_that_came_to_nothing_is_not_confirmed_any_more(Ending ending) {
        var story = story(ending);

        assertThat(story.events())
                .startsWith(story.only(OrderPlaced.class))
                .filteredOn(event -> event instanceof OrderRejected || event instanceof OrderCancelled)
                .hasSize(ending == Ending.CONFIRMED ? 0 : 1)
                .allSatisfy(event -> assertThat(story.events()).endsWith(event));
    }
}
