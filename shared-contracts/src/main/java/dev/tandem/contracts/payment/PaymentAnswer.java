package dev.tandem.contracts.payment;

import org.jspecify.annotations.Nullable;

/**
 * What became of a payment. A declined payment stays declined, whatever a repeated request says.
 *
 * @param declineReason present if declined
 */
public record PaymentAnswer(Outcome outcome, @Nullable DeclineReason declineReason) {

    /** What became of a payment. */
    public enum Outcome {
        /** The provider holds the amount for us, or has charged it already. */
        AUTHORIZED,
        /** The provider refused. */
        DECLINED,
        /** The payment was undone, or is about to be; nothing will be taken for this order any more. */
        UNDONE
    }
}
