package dev.tandem.provider;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

/**
 * A request to authorise a charge.
 *
 * @param amount in minor units of the currency
 * @param token the card; selects what happens, see {@link SimulatedToken}
 */
record ChargeRequest(
        @PositiveOrZero long amount,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,

        @NotBlank @Size(max = 64) @Pattern(regexp = "\\P{Cntrl}*")
        String token) {}
