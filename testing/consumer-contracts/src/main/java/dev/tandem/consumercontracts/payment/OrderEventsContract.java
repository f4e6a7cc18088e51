package dev.tandem.consumercontracts.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.consumercontracts.Ending;
import dev.tandem.consumercontracts.StoryContract;
import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.contracts.order.OrderEvent.OrderCancelled;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.contracts.order.OrderEvent.OrderPlaced;
import dev.tandem.contracts.order.OrderEvent.OrderRejected;
import dev.tandem.contracts.payment.PaymentCommand.AuthorizeSealedPayment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The expectations that payment-service has of {@link OrderEvent}: it charges for an order that is confirmed. */
public abstract class OrderEventsContract extends StoryContract {

    @ParameterizedTest
    @EnumSource
    void an_order_is_told_to_be_confirmed_once_and_only_if_it_is(Ending ending) {
        assertThat(story(ending).events())
                .filteredOn(OrderConfirmed.class::isInstance)
                .hasSize(ending.tells(OrderConfirmed.class) ? 1 : 0);
    }

    /** The amount charged is the amount held, so it has to be the total that the customer is shown. */
    @ParameterizedTest
    @EnumSource(names = {"CONFIRMED", "CANCELLED_AFTERWARDS"})
    void a_confirmed_order_has_asked_for_its_total_to_be_held_before(Ending ending) {
        var story = story(ending);

        var total = story.only(OrderConfirmed.class).total();

        assertThat(story.paymentCommands())
                .first()
                .isInstanceOfSatisfying(
                        AuthorizeSealedPayment.class,
                        command -> assertThat(command.amount()).isEqualTo(total));
    }

    /** These events are skipped, because a command says what has to be undone. */
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
