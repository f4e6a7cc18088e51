package dev.tandem.benchmark;

import java.util.Map;

/**
 * The results of one trial.
 *
 * @param measure what was measured
 * @param contestant the contestant, or the size of the backlog
 * @param round the number of the round, from 1
 * @param figures the results by name, with their units
 */
record Sample(String measure, String contestant, int round, Map<String, Double> figures) {}
