package dev.tandem.order;

import dev.tandem.consumercontracts.SealedTokens;
import dev.tandem.order.application.OrderSettings;
import dev.tandem.order.domain.Customer;
import dev.tandem.order.domain.Money;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderLine;
import dev.tandem.order.domain.SagaLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The orders that the tests use. */
public final class OrderFixtures {

    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    public static final Customer ADA = new Customer("ada", "ada@example.com");
    public static final OrderLine TWO_MUGS = new OrderLine("MUG-BLUE", "Mug, blue", 2, new Money(1295, "EUR"));

    public static final OrderSettings SETTINGS = new OrderSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(8),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofHours(24),
            Duration.ZERO);

    public static final SagaLimits LIMITS = new SagaLimits(SETTINGS.commandTimeout(), SETTINGS.timeLimit());

    private OrderFixtures() {}

    /** Ada's two mugs. */
    public static Order order() {
        return orderOf(List.of(TWO_MUGS));
    }

    public static Order order(OrderLine... lines) {
        return orderOf(List.of(lines));
    }

    public static Order orderOf(List<OrderLine> lines) {
        return order(ADA, lines, NOW, NOW.plusSeconds(10));
    }

    public static Order order(Customer customer, List<OrderLine> lines, Instant placedAt, Instant claimedUntil) {
        var id = UUID.randomUUID();
        return new Order(id, customer, SealedTokens.seal(id, "tok_visa"), lines, placedAt, claimedUntil);
    }
}
