package dev.tandem.payment.messaging;

import dev.tandem.contracts.payment.PaymentCommand;
import dev.tandem.contracts.payment.PaymentCommand.RefundPayment;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.payment.application.UndoPayment;
import org.springframework.stereotype.Component;

/** Does what the saga asks for by message. */
@Component
class PaymentCommandsHandler implements MessageHandler<PaymentCommand> {

    private final UndoPayment undoPayment;

    PaymentCommandsHandler(UndoPayment undoPayment) {
        this.undoPayment = undoPayment;
    }

    @Override
    public void handle(PaymentCommand command) {
        switch (command) {
            case RefundPayment refund -> undoPayment.undo(refund.orderId());
        }
    }
}
