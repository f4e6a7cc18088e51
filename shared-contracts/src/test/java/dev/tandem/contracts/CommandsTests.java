package dev.tandem.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contracts.inventory.InventoryCommand.ReserveStock;
import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.contracts.payment.AuthorizePaymentRequest;
import dev.tandem.contracts.payment.PaymentCommand.AuthorizePayment;
import dev.tandem.contracts.payment.PaymentCommand.AuthorizeSealedPayment;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommandsTests {

    private final UUID orderId = UUID.randomUUID();

    @Test
    void a_reservation_needs_at_least_one_line() {
        assertThatThrownBy(() -> new ReserveStock(orderId, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_lines_of_a_reservation_stay_as_they_were() {
        var lines = new ArrayList<>(List.of(new ReservationLine("MUG-BLUE", 2)));
        var command = new ReserveStock(orderId, lines);
        lines.clear();

        assertThat(command.lines()).containsExactly(new ReservationLine("MUG-BLUE", 2));
    }

    @Test
    void a_payment_needs_a_token() {
        assertThatThrownBy(() -> new AuthorizePayment(orderId, new Money(2590, "EUR"), " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_payment_needs_a_sealed_token() {
        assertThatThrownBy(() -> new AuthorizeSealedPayment(orderId, new Money(2590, "EUR"), " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_token_in_plain_text_is_never_shown() {
        var amount = new Money(2590, "EUR");

        assertThat(new AuthorizePayment(orderId, amount, "tok_visa")).asString().doesNotContain("tok_visa");
        assertThat(new AuthorizePaymentRequest(amount, "tok_visa", null))
                .asString()
                .doesNotContain("tok_visa");
    }
}
