package dev.tandem.order.clients;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.contracts.inventory.ReservationAnswer;
import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.contracts.inventory.ReserveStockRequest;
import dev.tandem.contracts.payment.AuthorizePaymentRequest;
import dev.tandem.contracts.payment.DeclineReason;
import dev.tandem.contracts.payment.PaymentAnswer;
import dev.tandem.contracts.payment.PaymentApi;
import dev.tandem.order.application.CheckoutSteps;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.StepOutcome;
import dev.tandem.order.domain.StepOutcome.OutOfStock;
import dev.tandem.order.domain.StepOutcome.PaymentAuthorized;
import dev.tandem.order.domain.StepOutcome.PaymentDeclined;
import dev.tandem.order.domain.StepOutcome.StockReserved;
import dev.tandem.order.domain.StepOutcome.Undone;
import org.springframework.stereotype.Component;

/** Has the steps of a checkout done over REST. */
@Component
class RestCheckoutSteps implements CheckoutSteps {

    private final InventoryApi inventory;
    private final PaymentApi payment;
    private final Hops hops;

    RestCheckoutSteps(InventoryApi inventory, PaymentApi payment, Hops hops) {
        this.inventory = inventory;
        this.payment = payment;
        this.hops = hops;
    }

    @Override
    public StepOutcome reserveStock(Order order) {
        var lines = order.lines().stream()
                .map(line -> new ReservationLine(line.sku(), line.quantity()))
                .toList();
        return toDomain(hops.ask(Hop.STOCK, () -> inventory.reserve(order.id(), new ReserveStockRequest(lines))));
    }

    @Override
    public StepOutcome authorizePayment(Order order) {
        var amount = new Money(order.total().amount(), order.total().currency());
        var request = new AuthorizePaymentRequest(amount, order.paymentToken());
        return toDomain(hops.ask(Hop.PAYMENT, () -> payment.authorize(order.id(), request)));
    }

    private static StepOutcome toDomain(ReservationAnswer answer) {
        return switch (answer.outcome()) {
            case RESERVED -> new StockReserved();
            case OUT_OF_STOCK -> new OutOfStock();
            case RELEASED -> new Undone();
        };
    }

    private static StepOutcome toDomain(PaymentAnswer answer) {
        return switch (answer.outcome()) {
            case AUTHORIZED -> new PaymentAuthorized();
            case DECLINED -> new PaymentDeclined(answer.declineReason() == DeclineReason.SUSPECTED_FRAUD);
            case UNDONE -> new Undone();
        };
    }
}
