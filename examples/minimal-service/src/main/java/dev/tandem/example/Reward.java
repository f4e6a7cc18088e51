package dev.tandem.example;

/**
 * A product that can be had for points.
 *
 * @param points the price of one unit
 */
record Reward(String sku, String name, long points) {}
