package dev.tandem.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.messaging.MessageHandler;
import org.junit.jupiter.api.Test;

class SubscriptionTests {

    @Test
    void a_handler_listens_on_the_channel_of_its_messages() {
        MessageHandler<InventoryCommand> handler = new Handler();

        assertThat(Subscription.of(handler).messages().channel().value()).isEqualTo("inventory.commands");
    }

    @Test
    void a_handler_that_hides_its_messages_is_refused() {
        MessageHandler<InventoryCommand> handler = _ -> {};

        assertThatThrownBy(() -> Subscription.of(handler))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names its messages");
    }

    private static final class Handler implements MessageHandler<InventoryCommand> {

        @Override
        public void handle(InventoryCommand command) {}
    }
}
