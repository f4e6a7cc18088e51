package dev.tandem.provider;

import org.jspecify.annotations.Nullable;

/**
 * A charge.
 *
 * @param status {@code processing}, {@code authorized}, {@code declined}, {@code captured}, {@code cancelled} or
 *     {@code refunded}
 * @param declineCode the reason of a declined charge
 * @param amount in minor units of the currency
 */
record Charge(
        String status,
        @Nullable String declineCode,
        @Nullable Long amount,
        @Nullable String currency) {}
