package dev.tandem.order.fakes;

import dev.tandem.consumercontracts.Wire;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.Money;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.contracts.payment.AuthorizePaymentRequest;
import dev.tandem.contracts.payment.DeclineReason;
import dev.tandem.contracts.payment.PaymentAnswer;
import dev.tandem.contracts.payment.PaymentAnswer.Outcome;
import dev.tandem.contracts.payment.PaymentApi;
import dev.tandem.contracts.payment.PaymentCommand.AuthorizePayment;
import dev.tandem.contracts.payment.PaymentCommand.RefundPayment;
import dev.tandem.contracts.payment.PaymentEvent;
import dev.tandem.contracts.payment.PaymentEvent.PaymentAuthorized;
import dev.tandem.contracts.payment.PaymentEvent.PaymentCaptured;
import dev.tandem.contracts.payment.PaymentEvent.PaymentDeclined;
import dev.tandem.contracts.payment.PaymentEvent.PaymentRefunded;
import dev.tandem.contracts.payment.PaymentEvent.PaymentVoided;
import dev.tandem.web.problem.CommonProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stands in for payment-service: the token decides what happens, and the outcome of each order is remembered. */
public final class FakePayments implements PaymentApi, Wire {

    private final Map<UUID, AuthorizePaymentRequest> requests = new HashMap<>();
    private final Map<UUID, PaymentEvent> outcomes = new HashMap<>();
    private final Map<UUID, Long> charges = new HashMap<>();
    private final Set<UUID> unanswered = new HashSet<>();
    private final List<PaymentEvent> published = new ArrayList<>();

    /** The outcome is unknown: neither authorised nor declined. */
    static final class NoOutcomeException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /** How often money was held for an order. */
    public synchronized long charges(UUID orderId) {
        return charges.getOrDefault(orderId, 0L);
    }

    @Override
    public synchronized PaymentAnswer authorize(UUID orderId, AuthorizePaymentRequest request) {
        if (!first(orderId, request).equals(request)) {
            throw CommonProblem.DIFFERENT_REQUEST.because("Asked for something else.");
        }
        if (request.token().equals("tok_error_without_charge") && unanswered.add(orderId)) {
            throw new NoOutcomeException();
        }
        var known = outcomes.get(orderId);
        return switch (known == null ? publish(decide(orderId, request.amount(), request.token())) : known) {
            case PaymentAuthorized authorized -> new PaymentAnswer(Outcome.AUTHORIZED, null, authorized.amount());
            case PaymentCaptured captured -> new PaymentAnswer(Outcome.AUTHORIZED, null, captured.amount());
            case PaymentDeclined declined -> new PaymentAnswer(Outcome.DECLINED, declined.reason(), null);
            case PaymentVoided _, PaymentRefunded _ -> new PaymentAnswer(Outcome.UNDONE, null, null);
        };
    }

    /** Each command is answered, even if it was carried out before. */
    @Override
    public synchronized void send(Message message) {
        switch (message) {
            case AuthorizePayment(var id, var amount, var token) -> {
                first(id, new AuthorizePaymentRequest(amount, token));
                var known = outcomes.get(id);
                publish(known == null ? decide(id, amount, token) : known);
            }
            case RefundPayment(var id) -> publish(undo(id, outcomes.get(id)));
            case OrderConfirmed confirmed -> publish(capture(outcomes.get(confirmed.orderId())));
            default -> throw new IllegalArgumentException("nothing for payment-service: " + message);
        }
    }

    @Override
    public synchronized <M extends Message> List<M> received(Class<M> channel, UUID orderId) {
        return published.stream()
                .filter(event -> event.orderId().equals(orderId))
                .map(channel::cast)
                .toList();
    }

    /** The first request for a payment. A payment that was undone before has none, and accepts any request. */
    private AuthorizePaymentRequest first(UUID orderId, AuthorizePaymentRequest request) {
        return outcomes.containsKey(orderId)
                ? requests.getOrDefault(orderId, request)
                : requests.computeIfAbsent(orderId, _ -> request);
    }

    private PaymentEvent decide(UUID orderId, Money amount, String token) {
        return switch (token) {
            case "tok_declined" -> new PaymentDeclined(orderId, DeclineReason.DECLINED);
            case "tok_fraud" -> new PaymentDeclined(orderId, DeclineReason.SUSPECTED_FRAUD);
            default -> {
                charges.merge(orderId, 1L, Long::sum);
                yield new PaymentAuthorized(orderId, amount);
            }
        };
    }

    private static PaymentEvent capture(@Nullable PaymentEvent known) {
        if (known instanceof PaymentAuthorized(var orderId, var amount)) {
            return new PaymentCaptured(orderId, amount);
        }
        throw new IllegalStateException("nothing to capture: " + known);
    }

    private static PaymentEvent undo(UUID orderId, @Nullable PaymentEvent known) {
        return switch (known) {
            case PaymentDeclined declined -> declined;
            case PaymentRefunded refunded -> refunded;
            case PaymentCaptured captured -> new PaymentRefunded(orderId, captured.amount());
            case PaymentAuthorized _, PaymentVoided _ -> new PaymentVoided(orderId);
            case null -> new PaymentVoided(orderId);
        };
    }

    private PaymentEvent publish(PaymentEvent event) {
        outcomes.put(event.orderId(), event);
        published.add(event);
        return event;
    }
}
