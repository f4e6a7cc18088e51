package dev.tandem.inventory.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.inventory.application.Reservations;
import dev.tandem.inventory.application.ReservationsContract;
import dev.tandem.local.testing.RealInfrastructure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

@DataJpaTest(properties = "spring.sql.init.mode=always")
@AutoConfigureTestDatabase(replace = Replace.NONE)
@RealInfrastructure
@Transactional(propagation = Propagation.NOT_SUPPORTED) // real commits, as in life
class JpaReservationsIT extends ReservationsContract {

    @Autowired
    Reservations reservations;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Override
    protected Reservations reservations() {
        return reservations;
    }

    @Override
    protected void inTransaction(Runnable work) {
        transactions.executeWithoutResult(_ -> work.run());
    }

    @Override
    protected void letPass(Duration time) {
        jdbc.sql("update reservations set held_since = held_since - make_interval(secs => ?)")
                .param(time.toSeconds())
                .update();
    }

    @Test
    void a_reservation_that_somebody_works_on_is_passed_over_until_he_has_finished() {
        inTransaction(() -> {
            reservations.lock(orderId());
            assertThat(canBeLockedBySomebodyElse()).isFalse();
        });
        assertThat(canBeLockedBySomebodyElse()).isTrue();
    }

    private boolean canBeLockedBySomebodyElse() {
        return CompletableFuture.supplyAsync(() -> transactions.execute(_ -> reservations.tryLock(orderId())))
                .join();
    }
}
