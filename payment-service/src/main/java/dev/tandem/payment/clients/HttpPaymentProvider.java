package dev.tandem.payment.clients;

import dev.tandem.context.DeadlineExceededException;
import dev.tandem.payment.application.OutcomeUnknownException;
import dev.tandem.payment.application.PaymentProvider;
import dev.tandem.payment.clients.ProviderApi.Charge;
import dev.tandem.payment.clients.ProviderApi.ChargeRequest;
import dev.tandem.payment.domain.AuthorizationOutcome;
import dev.tandem.payment.domain.DeclineReason;
import dev.tandem.payment.domain.Money;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/** The payment provider over HTTP. A missing answer, or one that makes no sense, leaves the outcome unknown. */
@Component
class HttpPaymentProvider implements PaymentProvider {

    private final ProviderApi provider;

    HttpPaymentProvider(ProviderApi provider) {
        this.provider = provider;
    }

    @Override
    public Optional<AuthorizationOutcome> find(UUID key, Money amount) {
        return ask(() -> findCharge(key)).map(charge -> outcomeOf(charge, amount));
    }

    private Optional<Charge> findCharge(UUID key) {
        try {
            return Optional.of(present(provider.find(key)));
        } catch (HttpClientErrorException.NotFound neverHeardOf) {
            return Optional.empty();
        }
    }

    @Override
    public AuthorizationOutcome authorize(UUID key, Money amount, String token) {
        var request = new ChargeRequest(amount.amount(), amount.currency(), token);
        return outcomeOf(ask(() -> provider.authorize(key, request)), amount);
    }

    @Override
    public void capture(UUID key) {
        send(() -> provider.capture(key));
    }

    @Override
    public AuthorizationOutcome cancel(UUID key) {
        var outcome = outcomeOf(ask(() -> provider.cancel(key)));
        if (outcome instanceof AuthorizationOutcome.Authorized) {
            throw new OutcomeUnknownException("the payment provider still holds an amount that it was told to release");
        }
        return outcome;
    }

    @Override
    public void refund(UUID key) {
        send(() -> provider.refund(key));
    }

    /** The amount that is held or charged has to be the requested one, as far as the provider reports it. */
    private static AuthorizationOutcome outcomeOf(Charge charge, Money asked) {
        var outcome = outcomeOf(charge);
        var isTaken =
                outcome instanceof AuthorizationOutcome.Authorized || outcome instanceof AuthorizationOutcome.Captured;
        if (isTaken && contradicts(charge, asked)) {
            throw new OutcomeUnknownException("the payment provider has " + charge.amount() + " " + charge.currency()
                    + " where it was asked for " + asked.amount() + " " + asked.currency());
        }
        return outcome;
    }

    private static boolean contradicts(Charge charge, Money asked) {
        var isOtherAmount = charge.amount() != null && charge.amount() != asked.amount();
        var isOtherCurrency = charge.currency() != null && !charge.currency().equals(asked.currency());
        return isOtherAmount || isOtherCurrency;
    }

    private static AuthorizationOutcome outcomeOf(Charge charge) {
        return switch (charge.status()) {
            case "authorized" -> new AuthorizationOutcome.Authorized();
            case "captured" -> new AuthorizationOutcome.Captured();
            case "declined" -> new AuthorizationOutcome.Declined(reasonOf(charge));
            case "cancelled", "refunded" -> new AuthorizationOutcome.Released();
            // Among these is "processing": the provider has not decided yet.
            case null, default ->
                throw new OutcomeUnknownException("the payment provider reports a charge as " + charge.status());
        };
    }

    private static DeclineReason reasonOf(Charge charge) {
        return "fraud".equals(charge.declineCode()) ? DeclineReason.SUSPECTED_FRAUD : DeclineReason.DECLINED;
    }

    private static void send(Runnable call) {
        ask(() -> {
            call.run();
            return true;
        });
    }

    private static <T> T ask(Supplier<@Nullable T> call) {
        try {
            return present(call.get());
        } catch (RestClientException | DeadlineExceededException noAnswer) {
            throw new OutcomeUnknownException("no answer from the payment provider", noAnswer);
        }
    }

    private static <T> T present(@Nullable T answer) {
        return Optional.ofNullable(answer)
                .orElseThrow(() -> new OutcomeUnknownException("an empty answer from the payment provider"));
    }
}
