package dev.tandem.benchmark.orders.report;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A scale from values to positions in a picture.
 *
 * @param isLog whether equal distances are equal ratios
 */
record Scale(double lowest, double highest, double from, double to, boolean isLog) {

    /** From zero to the next round number above the highest value. */
    static Scale linear(double highest, double from, double to) {
        return new Scale(0, roundUp(highest), from, to, false);
    }

    /** Between the round numbers below and above all values, which are positive. */
    static Scale log(double lowest, double highest, double from, double to) {
        return new Scale(1 / roundUp(1 / lowest), roundUp(highest), from, to, true);
    }

    /** The next of 1, 2, 5, 10, 20, 50 and so on. */
    static double roundUp(double value) {
        var power = Math.pow(10, Math.floor(Math.log10(value)));
        return DoubleStream.of(1, 2, 5, 10)
                .map(factor -> factor * power)
                .filter(round -> round >= value * (1 - 1e-9))
                .findFirst()
                .orElseThrow();
    }

    double at(double value) {
        var share =
                isLog ? Math.log(value / lowest) / Math.log(highest / lowest) : (value - lowest) / (highest - lowest);
        return from + share * (to - from);
    }

    /** The round numbers of the scale. */
    List<Double> ticks() {
        return (isLog
                        ? DoubleStream.iterate(lowest, tick -> tick <= highest * 1.001, tick -> roundUp(tick * 1.1))
                        : DoubleStream.iterate(0, tick -> tick <= highest * 1.001, tick -> tick + highest / 5))
                .boxed()
                .toList();
    }
}
