package dev.tandem.contracts.payment;

import dev.tandem.contracts.Money;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a payment. The same request always gets the same answer, until the payment is undone.
 *
 * @param declineReason present if declined
 * @param amount the amount that the provider holds or has charged; present if authorised
 */
public record PaymentAnswer(
        Outcome outcome,
        @Nullable DeclineReason declineReason,
        @Nullable Money amount) {

    /** The outcome of a payment. */
    public enum Outcome {
        /** The provider holds the amount for us, or has charged it already. */
        AUTHORIZED,
        /** The provider declined the payment. */
        DECLINED,
        /** The payment was undone, or is about to be; nothing more will be held or charged for this order. */
        UNDONE
    }
}
