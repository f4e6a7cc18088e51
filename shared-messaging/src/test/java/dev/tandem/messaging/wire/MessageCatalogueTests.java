package dev.tandem.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.Money;
import dev.tandem.contracts.inventory.InventoryCommand.ReleaseStock;
import dev.tandem.contracts.order.OrderConfirmedV1;
import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageCatalogueTests {

    @Test
    void a_type_on_the_wire_leads_to_its_class() {
        assertThat(MessageCatalogue.of(OrderEvent.class).find("order.confirmed.v2"))
                .contains(OrderConfirmed.class);
    }

    @Test
    void an_earlier_version_leads_to_its_class_and_from_there_to_the_present_one() {
        var orders = MessageCatalogue.of(OrderEvent.class);
        var first = new OrderConfirmedV1(
                UUID.randomUUID(), "ada", "ada@example.com", List.of(), new Money(2590, "EUR"), Instant.EPOCH);

        assertThat(orders.find("order.confirmed.v1")).contains(OrderConfirmedV1.class);
        assertThat(orders.present(first)).isEqualTo(first.upcast());
        assertThat(orders.present(first.upcast())).isEqualTo(first.upcast());
    }

    @Test
    void a_type_that_nobody_knows_leads_nowhere() {
        assertThat(MessageCatalogue.of(OrderEvent.class).find("order.gift-wrapped.v1"))
                .isEmpty();
    }

    @Test
    void a_message_knows_its_topic_and_its_type() {
        var message = new ReleaseStock(UUID.randomUUID());

        assertThat(MessageCatalogue.channelOf(message).value()).isEqualTo("inventory.commands");
        assertThat(MessageCatalogue.typeOf(message.getClass())).isEqualTo("inventory.release-stock.v1");
    }

    @Test
    void an_interface_without_a_channel_is_refused() {
        assertThatThrownBy(() -> MessageCatalogue.of(Message.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("@Channel");
    }
}
