package dev.tandem.order.startup;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.contracts.inventory.ReserveStockRequest;
import dev.tandem.contracts.payment.AuthorizePaymentRequest;
import dev.tandem.contracts.payment.PaymentApi;
import dev.tandem.order.application.AdvanceOrder;
import dev.tandem.order.application.Catalogue;
import dev.tandem.order.application.PlaceOrder;
import dev.tandem.order.application.PlaceOrder.Item;
import dev.tandem.order.domain.Customer;
import dev.tandem.order.domain.SagaEvent;
import dev.tandem.warmup.Rehearsal;
import dev.tandem.warmup.Stage;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Places and confirms an order in a transaction that is rolled back. Also sends requests that are refused: to the other
 * services, and over HTTP to itself.
 */
@Component
class OrderRehearsal implements Rehearsal {

    private static final String REFUSED_ORDER = """
            {"customerId": "rehearsal", "items": [{"sku": "NO-SUCH-PRODUCT", "quantity": 1}],
             "payment": {"token": "rehearsal"}, "contact": {"email": "rehearsal@localhost"}}""";

    private final InventoryApi inventory;
    private final PaymentApi payment;
    private final Catalogue catalogue;
    private final PlaceOrder placeOrder;
    private final AdvanceOrder advanceOrder;

    OrderRehearsal(
            InventoryApi inventory,
            PaymentApi payment,
            Catalogue catalogue,
            PlaceOrder placeOrder,
            AdvanceOrder advanceOrder) {
        this.inventory = inventory;
        this.payment = payment;
        this.catalogue = catalogue;
        this.placeOrder = placeOrder;
        this.advanceOrder = advanceOrder;
    }

    @Override
    public void rehearse(Stage stage) throws Exception {
        var id = UUID.randomUUID();
        expectRefusal(() -> inventory.reserve(id, new ReserveStockRequest(List.of())));
        expectRefusal(() -> payment.authorize(id, AuthorizePaymentRequest.withSealedToken(new Money(1, "EUR"), "")));
        for (var product : inventory.products(Set.of()).stream().limit(1).toList()) {
            catalogue.find(Set.of(product.sku())); // no remote call while a transaction is open
            stage.rolledBack(() -> placeAndConfirm(product.sku()));
        }
        stage.send("POST", "/api/orders", REFUSED_ORDER);
        stage.get("/api/orders/" + id);
        stage.get("/api/products");
    }

    /** Without a deadline no customer waits, so the order goes over Kafka. Its commands are rolled back with it. */
    private void placeAndConfirm(String sku) {
        var customer = new Customer("rehearsal", "rehearsal@localhost");
        var order = placeOrder.place(new PlaceOrder.Request(customer, List.of(new Item(sku, 1)), "rehearsal"));
        advanceOrder.advance(order.id(), new SagaEvent.StockReserved());
        advanceOrder.advance(order.id(), new SagaEvent.PaymentAuthorized());
    }

    private static void expectRefusal(Runnable call) {
        try {
            call.run();
        } catch (HttpClientErrorException refused) {
            // as expected
        }
    }
}
