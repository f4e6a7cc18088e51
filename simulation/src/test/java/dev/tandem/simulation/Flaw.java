package dev.tandem.simulation;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.contracts.payment.PaymentCommand;

/** A bug that is planted in a fake, to see whether the simulation finds it. */
enum Flaw {
    /** There is none. */
    NONE,
    /** The inbox does not remember what it has handled. */
    FORGETFUL_INBOX,
    /** A request that is sent again with its idempotency key is taken for a new one. */
    FORGOTTEN_KEY,
    /** The provider takes a repeated request to authorise for another one. */
    CHARGE_WITHOUT_KEY,
    /** Nobody tells inventory to release the stock. */
    SKIPPED_RELEASE,
    /** Nobody tells payment to give the money back. */
    SKIPPED_REFUND,
    /** No answer from the provider is taken for a no. */
    SILENCE_TAKEN_AS_NO;

    boolean skips(Message message) {
        return switch (this) {
            case SKIPPED_RELEASE -> message instanceof InventoryCommand.ReleaseStock;
            case SKIPPED_REFUND -> message instanceof PaymentCommand.RefundPayment;
            case NONE, FORGETFUL_INBOX, FORGOTTEN_KEY, CHARGE_WITHOUT_KEY, SILENCE_TAKEN_AS_NO -> false;
        };
    }
}
