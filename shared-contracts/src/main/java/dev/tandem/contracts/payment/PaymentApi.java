package dev.tandem.contracts.payment;

import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PutExchange;

/** The HTTP API of payment-service for the other services. */
public interface PaymentApi {

    /**
     * Holds the amount for the order, once: a repeated call returns the first answer, and a call with another amount or
     * token is refused with {@code 409}. Two seals of one token count as the same token. While the outcome at the
     * provider is unknown, the answer is {@code 503}, which means neither yes nor no: repeat the call.
     */
    @PutExchange(url = "/internal/payments/{orderId}", contentType = "application/json", accept = "application/json")
    PaymentAnswer authorize(@PathVariable("orderId") UUID orderId, @RequestBody @Valid AuthorizePaymentRequest request);
}
