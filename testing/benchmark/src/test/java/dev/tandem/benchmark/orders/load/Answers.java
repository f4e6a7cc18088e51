package dev.tandem.benchmark.orders.load;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All answers to the orders of a load. */
public final class Answers {

    private final List<Answer> all;
    private final double seconds;

    Answers(Collection<Answer> all, double seconds) {
        this.all = List.copyOf(all);
        this.seconds = seconds;
    }

    /**
     * An answer.
     *
     * @param status of HTTP; 0 if there was no answer
     * @param since when the order was placed or, in an open load, should have been placed, by the clock of the JVM
     * @param nanos how long it took from then on
     */
    record Answer(int status, long since, long nanos) {}

    /** How many orders were accepted: these will be confirmed. */
    public long accepted() {
        return count(201) + count(202);
    }

    private long count(int status) {
        return all.stream().filter(answer -> answer.status() == status).count();
    }

    /** How long the order took that was placed as the first, the second and so on; NaN if there were fewer. */
    public double millisOf(int number) {
        return answer(number).map(answer -> answer.nanos() / 1e6).orElse(Double.NaN);
    }

    /** The status of HTTP with which this order was answered, 0 if there was no answer; NaN if there were fewer. */
    public double statusOf(int number) {
        return answer(number).map(answer -> (double) answer.status()).orElse(Double.NaN);
    }

    private Optional<Answer> answer(int number) {
        return all.stream()
                .sorted(Comparator.comparingLong(Answer::since))
                .skip(number - 1L)
                .findFirst();
    }

    /** The rate and the latencies. */
    public void putInto(Map<String, Double> figures) {
        var sorted = all.stream().mapToLong(Answer::nanos).sorted().toArray();
        figures.put("orders/s", accepted() / seconds);
        for (var percent : List.of(50, 95, 99)) {
            figures.put("p" + percent + " ms", percentile(sorted, percent) / 1e6);
        }
        figures.put("answered 202, %", 100.0 * count(202) / Math.max(1, all.size()));
        figures.put("refused", (double) all.size() - accepted());
    }

    /** The smallest value that at least this share of all values does not exceed; NaN if there is none. */
    static double percentile(long[] values, int percent) {
        if (values.length == 0) {
            return Double.NaN;
        }
        var sorted = Arrays.stream(values).sorted().toArray();
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }
}
