package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payments;

class InMemoryPaymentsTests extends PaymentsContract {

    private final InMemoryPayments payments = new InMemoryPayments(new PaymentLifecycle.Announced());

    @Override
    protected Payments payments() {
        return payments;
    }

    @Override
    protected void inTransaction(Runnable work) {
        work.run();
    }

    @Override
    protected void endLeases() {
        payments.endLeases();
    }
}
