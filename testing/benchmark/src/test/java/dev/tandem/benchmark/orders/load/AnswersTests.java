package dev.tandem.benchmark.orders.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.benchmark.orders.load.Answers.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AnswersTests {

    @Test
    void a_percentile_is_the_smallest_value_that_so_many_do_not_exceed() {
        var hundred = LongStream.rangeClosed(1, 100).toArray();

        assertThat(Answers.percentile(hundred, 50)).isEqualTo(50);
        assertThat(Answers.percentile(hundred, 95)).isEqualTo(95);
        assertThat(Answers.percentile(hundred, 99)).isEqualTo(99);
    }

    @Test
    void the_percentiles_of_few_values_are_among_them() {
        assertThat(Answers.percentile(new long[] {7}, 50)).isEqualTo(7);
        assertThat(Answers.percentile(new long[] {9, 7}, 50)).isEqualTo(7);
        assertThat(Answers.percentile(new long[] {9, 7}, 99)).isEqualTo(9);
        assertThat(Answers.percentile(new long[0], 50)).isNaN();
    }

    @Test
    void accepted_orders_are_those_answered_201_or_202() {
        var answers = new Answers(
                List.of(new Answer(201, 0, 4_000_000), new Answer(202, 1, 6_000_000), new Answer(503, 2, 9_000_000)),
                2);
        var figures = new LinkedHashMap<String, Double>();

        answers.putInto(figures);

        assertThat(answers.accepted()).isEqualTo(2);
        assertThat(figures)
                .containsEntry("orders/s", 1.0)
                .containsEntry("p50 ms", 6.0)
                .containsEntry("p99 ms", 9.0)
                .containsEntry("refused", 1.0);
        assertThat(figures.get("answered 202, %")).isCloseTo(33.3, within(0.1));
    }

    @Test
    void an_order_is_found_by_the_sequence_in_which_orders_were_placed() {
        var answers = new Answers(List.of(new Answer(202, 20, 4_000_000), new Answer(201, 10, 6_000_000)), 1);

        assertThat(answers.millisOf(1)).isEqualTo(6);
        assertThat(answers.millisOf(2)).isEqualTo(4);
        assertThat(answers.millisOf(3)).isNaN();
        assertThat(answers.statusOf(1)).isEqualTo(201);
        assertThat(answers.statusOf(2)).isEqualTo(202);
        assertThat(answers.statusOf(3)).isNaN();
    }
}
