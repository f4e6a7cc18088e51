package dev.tandem.inventory.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.inventory.application.ReservationsContract;
import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.Reservations;
import dev.tandem.inventory.domain.ReservedUnits;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

@JdbcTest(properties = "spring.sql.init.mode=always")
@Import(JdbcReservations.class)
@AutoConfigureTestDatabase(replace = Replace.NONE)
@RealInfrastructure
@Transactional(propagation = Propagation.NOT_SUPPORTED) // real commits, as in production
class JdbcReservationsIT extends ReservationsContract {

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

    /** A reservation that is older than migration V3. */
    @Test
    void a_held_reservation_without_its_request_compares_its_units() {
        inTransaction(() -> reservations.add(Reservation.held(orderId(), List.of(new ReservedUnits("MUG-RED", 2)))));
        jdbc.sql("update reservations set asked_for = null where order_id = ?")
                .param(orderId())
                .update();

        var found = reservations.findById(orderId()).orElseThrow();
        assertThat(found.answers(found.lines())).isTrue();
        assertThat(found.answers(List.of(new ReservedUnits("MUG-BLUE", 2)))).isFalse();
    }

    @Test
    void a_refused_reservation_without_its_request_answers_any_other() {
        var requested = List.of(new ReservedUnits("MUG-BLUE", 2));
        inTransaction(() -> reservations.add(Reservation.refused(orderId(), requested, List.of("MUG-BLUE"))));
        jdbc.sql("update reservations set asked_for = null where order_id = ?")
                .param(orderId())
                .update();

        var found = reservations.findById(orderId()).orElseThrow();
        assertThat(found.answers(List.of(new ReservedUnits("MUG-RED", 1)))).isTrue();
    }

    @Test
    void a_locked_reservation_is_not_free_until_it_is_unlocked() {
        inTransaction(() -> reservations.add(Reservation.tombstone(orderId())));
        inTransaction(() -> {
            assertThat(reservations.findLockedById(orderId())).isPresent();
            assertThat(isFreeElsewhere()).isFalse();
        });
        assertThat(isFreeElsewhere()).isTrue();
    }

    private boolean isFreeElsewhere() {
        return CompletableFuture.supplyAsync(() -> transactions.execute(
                        _ -> reservations.findIfFree(orderId()).isPresent()))
                .join();
    }
}
