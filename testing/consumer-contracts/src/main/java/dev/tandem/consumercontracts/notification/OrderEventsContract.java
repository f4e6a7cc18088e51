package dev.tandem.consumercontracts.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.consumercontracts.Ending;
import dev.tandem.consumercontracts.OrderStory;
import dev.tandem.consumercontracts.StoryContract;
import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.contracts.order.OrderEvent.OrderCancelled;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.contracts.order.OrderEvent.OrderPlaced;
import dev.tandem.contracts.order.OrderEvent.OrderRejected;
import dev.tandem.contracts.order.OrderEvent.RejectionReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The expectations that notification-service has of {@link OrderEvent}: everything that an e-mail needs, and each
 * outcome once.
 */
public abstract class OrderEventsContract extends StoryContract {

    /** A customer who receives the confirmation after the cancellation believes the confirmation. */
    @ParameterizedTest
    @EnumSource
    void an_order_is_placed_and_then_each_outcome_is_told_once_and_in_its_order(Ending ending) {
        var story = story(ending);

        assertThat(story.events())
                .startsWith(story.only(OrderPlaced.class))
                .<Class<?>>extracting(Object::getClass)
                .containsExactlyElementsOf(ending.published());
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFIRMED", "CANCELLED_AFTERWARDS"})
    void a_confirmed_order_says_who_has_bought_what_for_how_much(Ending ending) {
        var confirmed = story(ending).only(OrderConfirmed.class);

        assertAddressed(confirmed.customerId(), confirmed.email());
        assertThat(confirmed.lines()).isEqualTo(OrderStory.LINES);
        assertThat(confirmed.total()).isEqualTo(OrderStory.TOTAL);
    }

    @ParameterizedTest
    @EnumSource(names = {"OUT_OF_STOCK", "PAYMENT_DECLINED", "SUSPECTED_FRAUD", "TIMED_OUT"})
    void a_rejected_order_says_to_whom_and_why(Ending ending) {
        var rejected = story(ending).only(OrderRejected.class);

        assertAddressed(rejected.customerId(), rejected.email());
        assertThat(rejected.reason()).isEqualTo(RejectionReason.valueOf(ending.name()));
    }

    @ParameterizedTest
    @EnumSource(names = {"CANCELLED_WHILE_PAYING", "CANCELLED_AFTERWARDS"})
    void a_cancelled_order_says_to_whom(Ending ending) {
        var cancelled = story(ending).only(OrderCancelled.class);

        assertAddressed(cancelled.customerId(), cancelled.email());
    }

    private static void assertAddressed(String customerId, String email) {
        assertThat(customerId).isEqualTo(OrderStory.CUSTOMER);
        assertThat(email).isEqualTo(OrderStory.EMAIL);
    }
}
