package dev.tandem.payment.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.payment.domain.PaymentStatus;
import dev.tandem.testing.infrastructure.NoDatabase;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** A confirmed order whose payment no job looks for. */
class SettleAtOnceTests extends PaymentLifecycle {

    private final TransactionTemplate realTransactions = new TransactionTemplate(new NoDatabase());

    @BeforeEach
    void is_authorized() {
        authorize();
    }

    @Nested
    class A_capture {

        @Test
        void begins_when_its_request_has_committed() {
            realTransactions.executeWithoutResult(_ -> {
                capturePayment.capture(orderId);
                assertThat(payment().status()).isEqualTo(PaymentStatus.AUTHORIZED);
            });

            await().until(() -> payment().status() == PaymentStatus.CAPTURED);
        }

        @Test
        void is_claimed_until_then() {
            realTransactions.executeWithoutResult(_ -> {
                capturePayment.capture(orderId);
                assertThat(payments.claimUnsettled(SettlePayments.LEASE, settings.parkAfter(), 10))
                        .isEmpty();
            });
        }

        @Test
        void keeps_no_place_after_a_rollback() {
            IntStream.range(0, 100).forEach(_ -> rolledBack());

            realTransactions.executeWithoutResult(_ -> capturePayment.capture(orderId));
            await().until(() -> payment().status() == PaymentStatus.CAPTURED);
        }

        @Test
        void is_left_to_the_job_during_the_shutdown() {
            settleAtOnce.stop();
            realTransactions.executeWithoutResult(_ -> capturePayment.capture(orderId));
            settleAtOnce.close();
            assertThat(payment().status()).isEqualTo(PaymentStatus.AUTHORIZED);

            settlePayments.settle();
            assertThat(payment().status()).isEqualTo(PaymentStatus.CAPTURED);
        }

        private void rolledBack() {
            realTransactions.executeWithoutResult(transaction -> {
                settleAtOnce.takesAfterCommit(payment());
                transaction.setRollbackOnly();
            });
        }
    }
}
