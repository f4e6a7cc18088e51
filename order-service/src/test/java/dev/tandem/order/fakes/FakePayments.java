package dev.tandem.order.fakes;

import static java.util.Objects.requireNonNull;

import dev.tandem.consumercontracts.SealedTokens;
import dev.tandem.consumercontracts.Wire;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.Money;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.contracts.payment.AuthorizePaymentRequest;
import dev.tandem.contracts.payment.DeclineReason;
import dev.tandem.contracts.payment.PaymentAnswer;
import dev.tandem.contracts.payment.PaymentAnswer.Outcome;
import dev.tandem.contracts.payment.PaymentApi;
import dev.tandem.contracts.payment.PaymentCommand.AuthorizeSealedPayment;
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

    private final Map<UUID, Wish> requests = new HashMap<>();
    private final Map<UUID, PaymentEvent> outcomes = new HashMap<>();
    private final Map<UUID, Long> charges = new HashMap<>();
    private final Set<UUID> unanswered = new HashSet<>();
    private final List<PaymentEvent> published = new ArrayList<>();

    /** The outcome is unknown: neither authorised nor declined. */
    static final class NoOutcomeException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /** What was asked for: two seals of one token are the same. */
    private record Wish(Money amount, String token) {}

    /** How often money was held for an order. */
    public synchronized long charges(UUID orderId) {
        return charges.getOrDefault(orderId, 0L);
    }

    @Override
    public synchronized PaymentAnswer authorize(UUID orderId, AuthorizePaymentRequest request) {
        var wish = new Wish(request.amount(), open(orderId, requireNonNull(request.sealedToken())));
        if (!first(orderId, wish).equals(wish)) {
            throw CommonProblem.DIFFERENT_REQUEST.because("Asked for something else.");
        }
        if (wish.token().equals("tok_error_without_charge") && unanswered.add(orderId)) {
            throw new NoOutcomeException();
        }
        var known = outcomes.get(orderId);
        return switch (known == null ? publish(decide(orderId, wish)) : known) {
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
            case AuthorizeSealedPayment(var id, var amount, var sealedToken) -> {
                var wish = new Wish(amount, open(id, sealedToken));
                first(id, wish);
                var known = outcomes.get(id);
                publish(known == null ? decide(id, wish) : known);
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
    private Wish first(UUID orderId, Wish request) {
        return outcomes.containsKey(orderId)
                ? requests.getOrDefault(orderId, request)
                : requests.computeIfAbsent(orderId, _ -> request);
    }

    /** A token that is sealed for another order is as good as a card that is declined. */
    private static String open(UUID orderId, String sealedToken) {
        try {
            return SealedTokens.open(orderId, sealedToken);
        } catch (AssertionError unreadable) {
            return "tok_declined";
        }
    }

    private PaymentEvent decide(UUID orderId, Wish wish) {
        return switch (wish.token()) {
            case "tok_declined" -> new PaymentDeclined(orderId, DeclineReason.DECLINED);
            case "tok_fraud" -> new PaymentDeclined(orderId, DeclineReason.SUSPECTED_FRAUD);
            default -> {
                charges.merge(orderId, 1L, Long::sum);
                yield new PaymentAuthorized(orderId, wish.amount());
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
