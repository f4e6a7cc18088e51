package dev.tandem.order;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.contracts.order.OrderEvent.RejectionReason;
import dev.tandem.contracts.payment.DeclineReason;
import dev.tandem.order.domain.OrderLine;
import dev.tandem.order.domain.SagaEvent;
import dev.tandem.order.domain.Units;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts money, units and reasons between the contracts and the domain, for HTTP and for Kafka alike. */
public final class ContractValues {

    private ContractValues() {}

    public static Money toContract(dev.tandem.order.domain.Money money) {
        return new Money(money.amount(), money.currency());
    }

    public static dev.tandem.order.domain.Money toDomain(Money money) {
        return new dev.tandem.order.domain.Money(money.amount(), money.currency());
    }

    /** The units that inventory-service reserves for the lines of an order. */
    public static List<ReservationLine> toContract(List<OrderLine> lines) {
        return lines.stream()
                .map(line -> new ReservationLine(line.sku(), line.quantity()))
                .toList();
    }

    public static List<Units> toDomain(List<ReservationLine> lines) {
        return lines.stream()
                .map(line -> new Units(line.sku(), line.quantity()))
                .toList();
    }

    public static RejectionReason toContract(dev.tandem.order.domain.RejectionReason reason) {
        return switch (reason) {
            case OUT_OF_STOCK -> RejectionReason.OUT_OF_STOCK;
            case PAYMENT_DECLINED -> RejectionReason.PAYMENT_DECLINED;
            case SUSPECTED_FRAUD -> RejectionReason.SUSPECTED_FRAUD;
            case TIMED_OUT -> RejectionReason.TIMED_OUT;
        };
    }

    public static SagaEvent.PaymentDeclined declinedFor(@Nullable DeclineReason reason) {
        return new SagaEvent.PaymentDeclined(reason == DeclineReason.SUSPECTED_FRAUD);
    }
}
