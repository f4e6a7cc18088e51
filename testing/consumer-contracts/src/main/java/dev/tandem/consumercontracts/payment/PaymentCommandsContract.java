package dev.tandem.consumercontracts.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.consumercontracts.Ending;
import dev.tandem.consumercontracts.OrderStory;
import dev.tandem.consumercontracts.SealedTokens;
import dev.tandem.consumercontracts.StoryContract;
import dev.tandem.contracts.payment.PaymentCommand;
import dev.tandem.contracts.payment.PaymentCommand.AuthorizePayment;
import dev.tandem.contracts.payment.PaymentCommand.AuthorizeSealedPayment;
import dev.tandem.contracts.payment.PaymentCommand.RefundPayment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The expectations that payment-service has of {@link PaymentCommand}. */
public abstract class PaymentCommandsContract extends StoryContract {

    /** A repeated command has to say the same, because it gets the first answer whatever it says. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "OUT_OF_STOCK")
    void an_order_asks_for_its_total_with_the_token_of_its_customer(Ending ending) {
        var story = story(ending);

        assertThat(story.paymentCommands())
                .filteredOn(AuthorizeSealedPayment.class::isInstance)
                .isNotEmpty()
                .allSatisfy(command -> assertAsksFor(story, ending, (AuthorizeSealedPayment) command));
    }

    private static void assertAsksFor(OrderStory story, Ending ending, AuthorizeSealedPayment command) {
        assertThat(command.amount()).isEqualTo(OrderStory.TOTAL);
        assertThat(SealedTokens.open(story.orderId(), command.sealedToken())).isEqualTo(OrderStory.tokenFor(ending));
    }

    /** Only earlier builds of order-service have sent that command. */
    @ParameterizedTest
    @EnumSource
    void no_order_shows_its_token_in_plain_text(Ending ending) {
        assertThat(story(ending).paymentCommands()).doesNotHaveAnyElementsOfTypes(AuthorizePayment.class);
    }

    @ParameterizedTest
    @EnumSource(names = "OUT_OF_STOCK")
    void an_order_that_cannot_be_had_asks_for_no_money(Ending ending) {
        assertThat(story(ending).paymentCommands()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMED_OUT", "CANCELLED_WHILE_PAYING", "CANCELLED_AFTERWARDS"})
    void an_order_that_came_to_nothing_gives_its_money_back_at_last(Ending ending) {
        assertThat(story(ending).paymentCommands()).last().isInstanceOf(RefundPayment.class);
    }

    @ParameterizedTest
    @EnumSource(names = "CONFIRMED")
    void a_confirmed_order_keeps_its_payment(Ending ending) {
        assertThat(story(ending).paymentCommands()).doesNotHaveAnyElementsOfTypes(RefundPayment.class);
    }
}
