package dev.tandem.order.web;

import dev.tandem.order.application.PlaceOrder;
import dev.tandem.order.domain.Customer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;

/**
 * An order that a customer wants to place.
 *
 * @param items at most 50, each SKU once
 */
record PlaceOrderRequest(
        @NotBlank @Size(max = ID_LENGTH) @Pattern(regexp = PRINTABLE, message = NOT_PRINTABLE)
        String customerId,

        @NotEmpty @Size(max = 50) List<@NotNull @Valid Item> items,
        @NotNull @Valid Payment payment,
        @NotNull @Valid Contact contact) {

    static final int ID_LENGTH = 64;

    /** Control characters, including line breaks, have no place in a text for an e-mail or a database. */
    static final String PRINTABLE = "\\P{Cntrl}*";

    static final String NOT_PRINTABLE = "must not contain control characters";

    /** A product and its quantity: 1 to 99 units. */
    record Item(
            @NotNull @Pattern(regexp = "[A-Z0-9][A-Z0-9-]{0,39}", message = "must look like MUG-BLUE")
            String sku,

            @Min(1) @Max(99) int quantity) {}

    /** The means of payment: a token that stands for a card at the payment provider. */
    record Payment(
            @NotBlank @Size(max = 64) @Pattern(regexp = PRINTABLE, message = NOT_PRINTABLE)
            String token) {

        /** Tokens are secret. */
        @Override
        public String toString() {
            return "Payment[]";
        }
    }

    /** The customer's address for e-mails about the order. */
    record Contact(
            @NotNull @Email @Reachable @Size(min = 3, max = 254) @Pattern(regexp = PRINTABLE, message = NOT_PRINTABLE)
            String email) {}

    @AssertTrue(message = "items must name each SKU once: add up the quantities")
    boolean isEachSkuNamedOnce() {
        if (items == null) {
            return true;
        }
        var skus = items.stream().filter(Objects::nonNull).map(Item::sku).toList();
        return skus.stream().distinct().count() == skus.size();
    }

    PlaceOrder.Request toRequest() {
        return new PlaceOrder.Request(
                new Customer(customerId, contact.email()),
                items.stream()
                        .map(item -> new PlaceOrder.Item(item.sku(), item.quantity()))
                        .toList(),
                payment.token());
    }
}
