package dev.tandem.contracts;

/**
 * An amount of money on the wire.
 *
 * @param amount in minor units of the currency (cents, for EUR)
 * @param currency as an ISO 4217 code
 */
public record Money(long amount, String currency) {}
