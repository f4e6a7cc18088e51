package dev.tandem.order.clients;

import static dev.tandem.order.ContractValues.declinedFor;
import static dev.tandem.order.ContractValues.toContract;
import static dev.tandem.order.domain.CheckoutStep.AUTHORIZE_PAYMENT;
import static dev.tandem.order.domain.CheckoutStep.RESERVE_STOCK;
import static java.util.Objects.requireNonNull;

import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.contracts.inventory.ReservationAnswer;
import dev.tandem.contracts.inventory.ReserveStockRequest;
import dev.tandem.contracts.payment.AuthorizePaymentRequest;
import dev.tandem.contracts.payment.PaymentAnswer;
import dev.tandem.contracts.payment.PaymentApi;
import dev.tandem.order.ContractValues;
import dev.tandem.order.application.CheckoutSteps;
import dev.tandem.order.domain.CheckoutStep;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.SagaEvent;
import dev.tandem.order.domain.SagaEvent.Mismatched;
import dev.tandem.order.domain.SagaEvent.OutOfStock;
import dev.tandem.order.domain.SagaEvent.PaymentAuthorized;
import dev.tandem.order.domain.SagaEvent.StockReserved;
import dev.tandem.order.domain.SagaEvent.Undone;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/** Requests the steps of a checkout over REST. */
@Component
class RestCheckoutSteps implements CheckoutSteps {

    private final InventoryApi inventory;
    private final PaymentApi payment;
    private final RemoteCalls remoteCalls;

    RestCheckoutSteps(InventoryApi inventory, PaymentApi payment, RemoteCalls remoteCalls) {
        this.inventory = inventory;
        this.payment = payment;
        this.remoteCalls = remoteCalls;
    }

    @Override
    public SagaEvent reserveStock(Order order) {
        var request = new ReserveStockRequest(toContract(order.lines()));
        return ask(RemoteCall.STOCK, RESERVE_STOCK, () -> toDomain(inventory.reserve(order.id(), request)));
    }

    @Override
    public SagaEvent authorizePayment(Order order) {
        var sealedToken = requireNonNull(order.sealedToken());
        var request = AuthorizePaymentRequest.withSealedToken(toContract(order.total()), sealedToken);
        return ask(RemoteCall.PAYMENT, AUTHORIZE_PAYMENT, () -> toDomain(payment.authorize(order.id(), request)));
    }

    /** A conflict is an answer. The step was carried out before for a different request, so a retry changes nothing. */
    private SagaEvent ask(RemoteCall remoteCall, CheckoutStep step, Supplier<SagaEvent> call) {
        return remoteCalls.ask(remoteCall, () -> {
            try {
                return call.get();
            } catch (HttpClientErrorException.Conflict different) {
                return new Mismatched(step, remoteCall.service() + " has done another request under the order's id");
            }
        });
    }

    private static SagaEvent toDomain(ReservationAnswer answer) {
        return switch (answer.outcome()) {
            case RESERVED -> new StockReserved(ifPresent(answer.lines(), ContractValues::toDomain));
            case OUT_OF_STOCK -> new OutOfStock();
            case RELEASED -> new Undone();
        };
    }

    private static SagaEvent toDomain(PaymentAnswer answer) {
        return switch (answer.outcome()) {
            case AUTHORIZED -> new PaymentAuthorized(ifPresent(answer.amount(), ContractValues::toDomain));
            case DECLINED -> declinedFor(answer.declineReason());
            case UNDONE -> new Undone();
        };
    }

    /** Services of an earlier release do not state what they have done. */
    private static <C, D> @Nullable D ifPresent(@Nullable C stated, Function<C, D> conversion) {
        return stated == null ? null : conversion.apply(stated);
    }
}
