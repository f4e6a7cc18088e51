package dev.tandem.payment;

import static org.awaitility.Awaitility.await;

import dev.tandem.consumercontracts.FakeOrders;
import dev.tandem.consumercontracts.HttpCaller;
import dev.tandem.consumercontracts.KafkaWire;
import dev.tandem.consumercontracts.RecordsContract;
import dev.tandem.consumercontracts.Wire;
import dev.tandem.consumercontracts.order.PaymentApiContract;
import dev.tandem.consumercontracts.order.PaymentEventsContract;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.payment.PaymentCommand.RefundPayment;
import dev.tandem.contracts.payment.PaymentEvent;
import dev.tandem.contracts.payment.PaymentEvent.PaymentVoided;
import dev.tandem.payment.application.PaymentProvider;
import dev.tandem.payment.application.PaymentProviderContract;
import dev.tandem.testing.infrastructure.Infrastructure;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The expectations that the consumers of this service have of it, and that it has of the payment provider (ADR 0013).
 */
class ConsumerContractsIT extends RunningPaymentService {

    private static final KafkaWire WIRE = new KafkaWire(Infrastructure.get().bootstrapServers(), "/order-service");

    @LocalServerPort
    int port;

    @Autowired
    PaymentProvider paymentProvider;

    @Nested
    class The_step_over_rest extends PaymentApiContract {

        @Override
        protected String url() {
            return address();
        }

        @Override
        protected long charges(UUID orderId) {
            return heldAtTheProvider(orderId);
        }

        @Override
        protected void refund(UUID orderId) {
            WIRE.send(new RefundPayment(orderId));
            await().until(() -> WIRE.received(PaymentEvent.class, orderId).contains(new PaymentVoided(orderId)));
        }
    }

    @Nested
    class The_step_over_kafka extends PaymentEventsContract {

        @Override
        protected Wire wire() {
            return WIRE;
        }

        @Override
        protected long charges(UUID orderId) {
            return heldAtTheProvider(orderId);
        }
    }

    @Nested
    class What_is_said extends RecordsContract {

        @Override
        protected KafkaWire wire() {
            return WIRE;
        }

        @Override
        protected String source() {
            return "/payment-service";
        }

        @Override
        protected Class<? extends Message> channel() {
            return PaymentEvent.class;
        }

        @Override
        protected UUID publish(String correlationId) {
            var orderId = UUID.randomUUID();
            var request = "{\"amount\": {\"amount\": 2590, \"currency\": \"EUR\"}, \"token\": \"tok_visa\"}";
            new HttpCaller(address()).put("/internal/payments/" + orderId, request, "correlation-id", correlationId);
            WIRE.send(FakeOrders.authorizePayment(orderId, "tok_visa"), correlationId);
            return orderId;
        }
    }

    @Nested
    class The_payment_provider extends PaymentProviderContract {

        @Override
        protected PaymentProvider provider() {
            return paymentProvider;
        }
    }

    private String address() {
        return "http://localhost:" + port;
    }

    private long heldAtTheProvider(UUID orderId) {
        return jdbc.sql("""
                        select count(*) from simulated_provider.charges
                        where key = ? and amount = 2590 and status <> 'declined'""").param(orderId).query(Long.class).single();
    }
}
