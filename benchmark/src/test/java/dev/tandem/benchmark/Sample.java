package dev.tandem.benchmark;

import java.util.Map;

/**
 * What was measured in one turn.
 *
 * @param measure what was measured
 * @param contestant who was measured, or in which size
 * @param round the round, from one on
 * @param figures the results by name, with their units
 */
record Sample(String measure, String contestant, int round, Map<String, Double> figures) {}
