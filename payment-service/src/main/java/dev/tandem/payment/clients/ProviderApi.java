package dev.tandem.payment.clients;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** The HTTP API of the payment provider, below its base URL. */
@HttpExchange("/charges/{key}")
interface ProviderApi {

    /** The charge in its current state; {@code 404} for an unknown key. */
    @GetExchange
    Charge find(@PathVariable("key") UUID key);

    @PutExchange
    Charge authorize(@PathVariable("key") UUID key, @RequestBody ChargeRequest request);

    @PostExchange("/capture")
    void capture(@PathVariable("key") UUID key);

    /** The charge after the call: cancelled, unless it was declined, captured or refunded before. */
    @PostExchange("/cancel")
    Charge cancel(@PathVariable("key") UUID key);

    @PostExchange("/refund")
    void refund(@PathVariable("key") UUID key);

    record ChargeRequest(long amount, String currency, String token) {

        /** Tokens are secret. */
        @Override
        public String toString() {
            return "ChargeRequest[" + amount + " " + currency + "]";
        }
    }

    /**
     * A charge as the provider knows it.
     *
     * @param status {@code processing}, {@code authorized}, {@code declined}, {@code captured}, {@code cancelled} or
     *     {@code refunded}
     * @param declineCode present if declined; {@code fraud} for suspected fraud
     * @param amount the amount that is or was held, in minor units of the currency; a provider may leave it out
     */
    record Charge(
            String status,
            @Nullable String declineCode,
            @Nullable Long amount,
            @Nullable String currency) {}
}
