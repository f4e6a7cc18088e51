package dev.tandem.payment.messaging;

import static dev.tandem.payment.ContractValues.toDomain;

import dev.tandem.contracts.payment.PaymentCommand;
import dev.tandem.contracts.payment.PaymentCommand.RefundPayment;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.payment.application.AuthorizePayment;
import dev.tandem.payment.application.AuthorizeSealedPayment;
import dev.tandem.payment.application.LockPayments;
import dev.tandem.payment.application.UndoPayment;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Carries out the commands of the saga. Each command is answered by an event: by that of the outcome as soon as there
 * is one, or, if the outcome was known before, by the same event once more. So a command is answered over Kafka even if
 * its step was first carried out over REST. Consumers have to expect an event that they have seen before.
 */
@Component
class PaymentCommandsHandler implements MessageHandler<PaymentCommand> {

    private final AuthorizePayment authorizePayment;
    private final AuthorizeSealedPayment authorizeSealedPayment;
    private final UndoPayment undoPayment;
    private final LockPayments lockPayments;

    PaymentCommandsHandler(
            AuthorizePayment authorizePayment,
            AuthorizeSealedPayment authorizeSealedPayment,
            UndoPayment undoPayment,
            LockPayments lockPayments) {
        this.lockPayments = lockPayments;
        this.authorizePayment = authorizePayment;
        this.authorizeSealedPayment = authorizeSealedPayment;
        this.undoPayment = undoPayment;
    }

    @Override
    public void prepare(List<PaymentCommand> messages) {
        lockPayments.lock(messages.stream().map(PaymentCommand::orderId).toList());
    }

    @Override
    public void handle(PaymentCommand command) {
        switch (command) {
            case PaymentCommand.AuthorizePayment authorize -> authorize(authorize);
            case PaymentCommand.AuthorizeSealedPayment authorize -> authorize(authorize);
            case RefundPayment refund -> undoPayment.undo(refund.orderId());
        }
    }

    private void authorize(PaymentCommand.AuthorizePayment command) {
        authorizePayment.authorizeLater(command.orderId(), toDomain(command.amount()), command.token());
    }

    private void authorize(PaymentCommand.AuthorizeSealedPayment command) {
        authorizeSealedPayment.authorizeLater(command.orderId(), toDomain(command.amount()), command.sealedToken());
    }
}
