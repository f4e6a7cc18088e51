package dev.tandem.payment.startup;

import dev.tandem.payment.application.AuthorizePayment;
import dev.tandem.payment.application.PaymentProvider;
import dev.tandem.payment.application.UndoPayment;
import dev.tandem.payment.domain.Money;
import dev.tandem.warmup.Rehearsal;
import dev.tandem.warmup.Stage;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Stores and undoes payments in a transaction that is rolled back, and asks the provider for a charge that it does not
 * have.
 */
@Component
class PaymentRehearsal implements Rehearsal {

    private static final String REFUSED_PAYMENT = """
            {"amount": {"amount": 1, "currency": "EUR"}, "token": ""}""";

    private final AuthorizePayment authorizePayment;
    private final UndoPayment undoPayment;
    private final PaymentProvider provider;

    PaymentRehearsal(AuthorizePayment authorizePayment, UndoPayment undoPayment, PaymentProvider provider) {
        this.authorizePayment = authorizePayment;
        this.undoPayment = undoPayment;
        this.provider = provider;
    }

    @Override
    public void rehearse(Stage stage) throws Exception {
        var id = UUID.randomUUID();
        stage.rolledBack(() -> noteAndUndo(id));
        provider.find(id, new Money(1, "EUR"));
        stage.send("PUT", "/internal/payments/" + id, REFUSED_PAYMENT);
    }

    private void noteAndUndo(UUID id) {
        authorizePayment.authorizeLater(id, new Money(1, "EUR"), "rehearsal");
        undoPayment.undo(id);
        undoPayment.undo(UUID.randomUUID()); // before it was made: answered at once
    }
}
