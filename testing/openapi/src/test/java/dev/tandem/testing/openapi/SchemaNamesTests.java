package dev.tandem.testing.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaNamesTests {

    @Test
    void a_schema_has_the_name_of_what_it_describes() {
        assertThat(SchemaNames.of(
                        List.of("a.web.MoneyJson", "a.web.ProductController.ProductResponse", "a.PlaceOrder")))
                .containsEntry("a.web.MoneyJson", "Money")
                .containsEntry("a.web.ProductController.ProductResponse", "Product")
                .containsEntry("a.PlaceOrder", "PlaceOrder");
    }

    @Test
    void two_with_the_same_name_keep_that_of_their_enclosing_class() {
        assertThat(SchemaNames.of(List.of("a.OrderResponse.Item", "a.PlaceOrderRequest.Item")))
                .containsEntry("a.OrderResponse.Item", "OrderItem")
                .containsEntry("a.PlaceOrderRequest.Item", "PlaceOrderRequestItem");
    }

    @Test
    void two_that_cannot_be_told_apart_are_refused() {
        assertThatThrownBy(() -> SchemaNames.of(List.of("a.Order.Item", "b.OrderResponse.Item")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two schemas are named OrderItem");
    }
}
