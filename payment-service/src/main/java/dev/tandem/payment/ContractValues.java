package dev.tandem.payment;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.payment.DeclineReason;
import dev.tandem.payment.domain.Payment;

/** Converts money and reasons between the contracts and the domain, for HTTP and for Kafka alike. */
public final class ContractValues {

    private ContractValues() {}

    public static Money toContract(dev.tandem.payment.domain.Money money) {
        return new Money(money.amount(), money.currency());
    }

    public static dev.tandem.payment.domain.Money toDomain(Money money) {
        return new dev.tandem.payment.domain.Money(money.amount(), money.currency());
    }

    /** The reason why a payment was declined, in as much detail as other services are allowed to see. */
    public static DeclineReason reasonOf(Payment declined) {
        return declined.declineReason() == dev.tandem.payment.domain.DeclineReason.SUSPECTED_FRAUD
                ? DeclineReason.SUSPECTED_FRAUD
                : DeclineReason.DECLINED;
    }
}
