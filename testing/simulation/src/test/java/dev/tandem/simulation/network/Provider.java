package dev.tandem.simulation.network;

import dev.tandem.payment.application.OutcomeUnknownException;
import dev.tandem.payment.application.PaymentProvider;
import dev.tandem.payment.domain.AuthorizationOutcome;
import dev.tandem.payment.domain.DeclineReason;
import dev.tandem.payment.domain.Money;
import dev.tandem.simulation.engine.PlantedBug;
import dev.tandem.simulation.engine.Service;
import dev.tandem.simulation.network.Charge.State;
import dev.tandem.simulation.network.Network.NoAnswerException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The payment provider. It is reliable: it never crashes, and remembers each key. Only requests and answers get lost.
 */
public final class Provider implements PaymentProvider {

    static final String VISA = "tok_visa";
    static final String DECLINED = "tok_declined";
    static final String FRAUD = "tok_fraud";
    static final String LATE = "tok_answers_after_a_minute";
    static final String SILENT = "tok_never_answers";

    public static final List<String> TOKENS = List.of(VISA, VISA, VISA, VISA, DECLINED, FRAUD, LATE, SILENT);

    /** The timeout in the settings of payment-service. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final Duration LATE_DECISION = Duration.ofMinutes(1);

    private final Service service;
    private final Network network;
    private final Clock clock;
    private final PlantedBug bug;
    private final Map<UUID, Charge> charges = new LinkedHashMap<>();
    private boolean answersAll;

    public Provider(Service service, Network network, Clock clock, PlantedBug bug) {
        this.service = service;
        this.network = network;
        this.clock = clock;
        this.bug = bug;
    }

    @Override
    public Optional<AuthorizationOutcome> find(UUID key, Money amount) {
        return call("find " + key, () -> Optional.ofNullable(charges.get(key)).map(charge -> outcome(charge, amount)));
    }

    @Override
    public AuthorizationOutcome authorize(UUID key, Money amount, String token) {
        if (bug == PlantedBug.NO_ANSWER_COUNTS_AS_DECLINE) {
            try {
                return requestAuthorization(key, amount, token);
            } catch (OutcomeUnknownException noAnswer) {
                return new AuthorizationOutcome.Declined(DeclineReason.DECLINED);
            }
        }
        return requestAuthorization(key, amount, token);
    }

    private AuthorizationOutcome requestAuthorization(UUID key, Money amount, String token) {
        return call("authorize " + key, () -> {
            var known = charges.get(key);
            if (known != null && bug == PlantedBug.CHARGE_KEY_IGNORED) {
                known.holdAgain();
            }
            return outcome(charges.computeIfAbsent(key, _ -> decide(key, amount, token)), amount);
        });
    }

    private Charge decide(UUID key, Money amount, String token) {
        var now = clock.instant();
        return switch (token) {
            case DECLINED, FRAUD -> new Charge(key, amount, token, State.DECLINED, now);
            case LATE -> new Charge(key, amount, token, State.PROCESSING, now.plus(LATE_DECISION));
            default -> new Charge(key, amount, token, State.AUTHORIZED, now);
        };
    }

    @Override
    public void capture(UUID key) {
        call("capture " + key, () -> {
            var charge = known(key);
            charge.capture();
            return requireDone(charge.state() == State.CAPTURED);
        });
    }

    @Override
    public AuthorizationOutcome cancel(UUID key) {
        return call("cancel " + key, () -> {
            var charge = charges.computeIfAbsent(
                    key, _ -> new Charge(key, new Money(0, "XXX"), VISA, State.CANCELLED, clock.instant()));
            charge.endProcessing(clock.instant());
            charge.cancel();
            return outcome(charge);
        });
    }

    @Override
    public void refund(UUID key) {
        call("refund " + key, () -> {
            var charge = known(key);
            charge.refund();
            return requireDone(charge.state() == State.REFUNDED);
        });
    }

    private Charge known(UUID key) {
        var charge = charges.get(key);
        if (charge == null) {
            throw new NoAnswerException();
        }
        charge.endProcessing(clock.instant());
        return charge;
    }

    private static boolean requireDone(boolean done) {
        if (!done) {
            throw new NoAnswerException();
        }
        return true;
    }

    /** The outcome of a charge, unless it has another amount than the requested one. */
    private AuthorizationOutcome outcome(Charge charge, Money requested) {
        var outcome = outcome(charge);
        var isHeldOrCaptured = charge.state() == State.AUTHORIZED || charge.state() == State.CAPTURED;
        if (isHeldOrCaptured && !charge.amount().equals(requested)) {
            throw new NoAnswerException();
        }
        return outcome;
    }

    private AuthorizationOutcome outcome(Charge charge) {
        charge.endProcessing(clock.instant());
        if (!answersAll && charge.token().equals(SILENT)) {
            throw new NoAnswerException();
        }
        return switch (charge.state()) {
            case PROCESSING -> throw new NoAnswerException();
            case AUTHORIZED -> new AuthorizationOutcome.Authorized();
            case CAPTURED -> new AuthorizationOutcome.Captured();
            case CANCELLED, REFUNDED -> new AuthorizationOutcome.Released();
            case DECLINED ->
                new AuthorizationOutcome.Declined(
                        charge.token().equals(FRAUD) ? DeclineReason.SUSPECTED_FRAUD : DeclineReason.DECLINED);
        };
    }

    private <T> T call(String what, Supplier<T> work) {
        try {
            return network.call(service, TIMEOUT, what, work);
        } catch (NoAnswerException noAnswer) {
            throw new OutcomeUnknownException("no answer from the payment provider", noAnswer);
        }
    }

    public Collection<Charge> charges() {
        return charges.values();
    }

    public Optional<Charge> charge(UUID key) {
        return Optional.ofNullable(charges.get(key));
    }

    /** From now on, answers requests with every token. */
    public void answerAll() {
        answersAll = true;
    }

    public void reset() {
        charges.clear();
        answersAll = false;
    }
}
