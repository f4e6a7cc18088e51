package dev.tandem.simulation.engine;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.contracts.payment.PaymentCommand;

/** A bug that is planted in a fake, to check that the simulation finds it. */
public enum PlantedBug {
    /** No bug. */
    NONE,
    /** The inbox does not remember what it has handled. */
    FORGETFUL_INBOX,
    /** A repeated request with the same idempotency key counts as a new one. */
    FORGOTTEN_KEY,
    /** The provider charges again for a repeated request to authorise. */
    CHARGE_WITHOUT_KEY,
    /** The command to release the stock is not sent. */
    SKIPPED_RELEASE,
    /** The command to refund the payment is not sent. */
    SKIPPED_REFUND,
    /** A missing answer of the provider counts as a decline. */
    SILENCE_TAKEN_AS_NO;

    public boolean skips(Message message) {
        return switch (this) {
            case SKIPPED_RELEASE -> message instanceof InventoryCommand.ReleaseStock;
            case SKIPPED_REFUND -> message instanceof PaymentCommand.RefundPayment;
            case NONE, FORGETFUL_INBOX, FORGOTTEN_KEY, CHARGE_WITHOUT_KEY, SILENCE_TAKEN_AS_NO -> false;
        };
    }
}
