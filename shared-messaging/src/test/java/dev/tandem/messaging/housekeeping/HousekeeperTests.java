package dev.tandem.messaging.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

class HousekeeperTests {

    private final JdbcClient jdbc = mock();
    private long now = Long.MAX_VALUE - 1; // as nanoTime may overflow

    @Test
    void runs_a_sweep_again_when_its_interval_is_over() {
        var often = new CountedSweep(Duration.ofSeconds(1));
        var seldom = new CountedSweep(Duration.ofDays(1));
        var housekeeper = new Housekeeper(mock(), List.of(often, seldom), () -> now);

        housekeeper.tidy(jdbc);
        now += Duration.ofMillis(999).toNanos();
        housekeeper.tidy(jdbc);
        assertThat(often.runs).isEqualTo(1);

        now += Duration.ofMillis(1).toNanos();
        housekeeper.tidy(jdbc);
        assertThat(often.runs).isEqualTo(2);
        assertThat(seldom.runs).isEqualTo(1);
    }

    @Test
    void tries_a_sweep_again_soon_that_has_met_a_lock() {
        var attempts = new AtomicInteger();
        var daily = new CountedSweep(Duration.ofDays(1)) {
            @Override
            public void run(JdbcClient jdbc) {
                attempts.incrementAndGet();
                throw new CannotAcquireLockException("locked", new SQLException("locked", "55P03"));
            }
        };
        var housekeeper = new Housekeeper(mock(), List.of(daily), () -> now);

        housekeeper.tidy(jdbc);
        housekeeper.tidy(jdbc);
        assertThat(attempts).hasValue(1);

        now += Duration.ofMinutes(1).toNanos();
        housekeeper.tidy(jdbc);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void goes_on_with_the_others_if_one_meets_a_lock() {
        var other = new CountedSweep(Duration.ZERO);
        var locked = failing(() -> new CannotAcquireLockException("locked", new SQLException("locked", "55P03")));

        new Housekeeper(mock(), List.of(locked, other)).tidy(jdbc);

        assertThat(other.runs).isEqualTo(1);
    }

    @Test
    void goes_on_with_the_others_if_one_fails_for_another_reason() {
        var other = new CountedSweep(Duration.ZERO);
        var wrong = failing(() -> new BadSqlGrammarException("sweep", "delete", new SQLException("no table", "42P01")));

        new Housekeeper(mock(), List.of(wrong, other)).tidy(jdbc);

        assertThat(other.runs).isEqualTo(1);
    }

    @Test
    void tells_its_caller_if_the_database_is_away() {
        var housekeeper = new Housekeeper(
                mock(),
                List.of(failing(
                        () -> new DataAccessResourceFailureException("away", new SQLException("away", "08006")))));

        assertThatThrownBy(() -> housekeeper.tidy(jdbc)).isInstanceOf(DataAccessResourceFailureException.class);
    }

    private static Sweep failing(Supplier<DataAccessException> failure) {
        return new CountedSweep(Duration.ZERO) {
            @Override
            public void run(JdbcClient jdbc) {
                throw failure.get();
            }
        };
    }

    private static class CountedSweep implements Sweep {

        private final Duration interval;
        private int runs;

        CountedSweep(Duration interval) {
            this.interval = interval;
        }

        @Override
        public Duration interval() {
            return interval;
        }

        @Override
        public void run(JdbcClient jdbc) {
            runs++;
        }
    }
}
