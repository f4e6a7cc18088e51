package dev.tandem.system.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tandem.client.order.ApiClient;
import dev.tandem.client.order.ApiException;
import dev.tandem.client.order.Contact;
import dev.tandem.client.order.InvalidField;
import dev.tandem.client.order.Money;
import dev.tandem.client.order.Order;
import dev.tandem.client.order.OrderItem;
import dev.tandem.client.order.OrdersApi;
import dev.tandem.client.order.Payment;
import dev.tandem.client.order.PlaceOrderRequest;
import dev.tandem.client.order.PlaceOrderRequestItem;
import dev.tandem.client.order.Problem;
import dev.tandem.client.order.Product;
import dev.tandem.client.order.ProductsApi;
import dev.tandem.local.LocalStack;
import dev.tandem.system.WholeSystem;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client that a public generator makes from the OpenAPI document of order-service, as its users write with it. */
@ExtendWith(WholeSystem.class)
class GeneratedClientIT {

    private static final String VERSION = "1";
    private static final String WAIT = "wait=9";

    private final ApiClient client;
    private final OrdersApi orders;
    private final ProductsApi products;
    private final String customer = "ada-" + UUID.randomUUID();

    GeneratedClientIT(LocalStack system) {
        this.client = new ApiClient().setPort(system.settings().orderPort());
        this.orders = new OrdersApi(client);
        this.products = new ProductsApi(client);
    }

    @Test
    void places_finds_lists_and_cancels_an_order() throws ApiException {
        Order placed =
                orders.placeOrder(order("tok_visa"), WAIT, UUID.randomUUID().toString(), VERSION);
        assertThat(placed.getTotal()).isEqualTo(new Money().amount(2590L).currency("EUR"));
        assertThat(placed.getStatus()).isEqualTo(Order.StatusEnum.CONFIRMED);
        assertThat(placed.getItems()).extracting(OrderItem::getQuantity).containsExactly(2);

        assertThat(orders.showOrder(placed.getId(), null, VERSION)).isEqualTo(placed);
        assertThat(orders.listOrders(customer, null, 10, VERSION)).containsExactly(placed);

        Order cancelled = orders.cancelOrder(placed.getId(), VERSION);
        assertThat(cancelled.getStatus()).isEqualTo(Order.StatusEnum.CANCELLED);
    }

    @Test
    void reads_a_problem() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> orders.placeOrder(order("tok_declined"), WAIT, null, VERSION))
                .satisfies(refused -> {
                    assertThat(refused.getCode()).isEqualTo(402);
                    assertThat(problemOf(refused).getType()).isEqualTo("/problems/payment-declined");
                    assertThat(problemOf(refused).getOrderId()).isNotNull();
                });
    }

    @Test
    void reads_which_fields_are_wrong() {
        var request = order("tok_visa");
        request.getItems().getFirst().setQuantity(0);

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> orders.placeOrder(request, WAIT, null, VERSION))
                .satisfies(refused -> assertThat(problemOf(refused).getErrors())
                        .extracting(InvalidField::getField)
                        .containsExactly("items[0].quantity"));
    }

    @Test
    void lists_the_products() throws ApiException {
        assertThat(products.listProducts(null, VERSION))
                .extracting(Product::getSku)
                .contains("MUG-BLUE", "STICKER-TANDEM");
    }

    private Problem problemOf(ApiException refused) throws IOException {
        return client.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
    }

    private PlaceOrderRequest order(String token) {
        return new PlaceOrderRequest()
                .customerId(customer)
                .addItemsItem(new PlaceOrderRequestItem().sku("MUG-BLUE").quantity(2))
                .payment(new Payment().token(token))
                .contact(new Contact().email(customer + "@example.com"));
    }
}
