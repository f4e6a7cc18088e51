package dev.tandem.benchmark.run;

import java.util.Map;

/**
 * The results of one trial.
 *
 * @param measure what was measured
 * @param contestant what was compared: a contestant, or the size of a backlog
 * @param round the number of the round, from 1
 * @param figures the results by name, with their units
 */
public record Sample(String measure, String contestant, int round, Map<String, Double> figures) {}
