package dev.tandem.payment.clients;

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
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/** The payment provider over HTTP. No answer, or one that makes no sense, leaves the outcome unknown. */
@Component
class HttpPaymentProvider implements PaymentProvider {

    private final ProviderApi provider;

    HttpPaymentProvider(ProviderApi provider) {
        this.provider = provider;
    }

    @Override
    public AuthorizationOutcome authorize(UUID key, Money amount, String token) {
        var request = new ChargeRequest(amount.amount(), amount.currency(), token);
        return outcomeOf(ask(() -> provider.authorize(key, request)));
    }

    @Override
    public Optional<AuthorizationOutcome> find(UUID key) {
        return ask(() -> {
            try {
                return Optional.of(outcomeOf(provider.find(key)));
            } catch (HttpClientErrorException.NotFound neverHeardOfIt) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void capture(UUID key) {
        tell(() -> provider.capture(key));
    }

    @Override
    public void cancel(UUID key) {
        tell(() -> provider.cancel(key));
    }

    @Override
    public void refund(UUID key) {
        tell(() -> provider.refund(key));
    }

    private static AuthorizationOutcome outcomeOf(Charge charge) {
        if (!charge.status().equals("declined")) {
            return new AuthorizationOutcome.Authorized();
        }
        var fraud = "fraud".equals(charge.declineCode());
        return new AuthorizationOutcome.Declined(fraud ? DeclineReason.SUSPECTED_FRAUD : DeclineReason.DECLINED);
    }

    private static void tell(Runnable call) {
        ask(() -> {
            call.run();
            return true;
        });
    }

    private static <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (RestClientException noAnswer) {
            throw new OutcomeUnknownException("no answer from the payment provider", noAnswer);
        }
    }
}
