package dev.tandem.benchmark;

import java.util.Map;

/**
 * The results of one turn.
 *
 * @param measure what was measured
 * @param contestant the contestant, or the size of the backlog
 * @param round the round, from one on
 * @param figures the results by name, with their units
 */
record Sample(String measure, String contestant, int round, Map<String, Double> figures) {}
