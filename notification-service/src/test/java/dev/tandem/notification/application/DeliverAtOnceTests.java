package dev.tandem.notification.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.tandem.testing.infrastructure.NoDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Messages that no job looks for. */
class DeliverAtOnceTests {

    private final Draft draft = new Draft(UUID.randomUUID(), "order-confirmed", "ada@example.com", "subject", "body");
    private final Notification claimed = new Notification(
            UUID.randomUUID(),
            draft.orderId(),
            draft.template(),
            draft.recipient(),
            draft.subject(),
            draft.body(),
            1,
            null,
            Instant.EPOCH,
            null,
            null);

    private final List<Notification> sent = new CopyOnWriteArrayList<>();
    private final Notifications notifications = mock();
    private final DeliverAtOnce deliverAtOnce =
            new DeliverAtOnce(new DeliverNotification(notifications, sent::add), new DeliveryPlaces());
    private final NotifyCustomer notifyCustomer = new NotifyCustomer(notifications, deliverAtOnce);
    private final TransactionTemplate transactions = new TransactionTemplate(new NoDatabase());

    @BeforeEach
    void the_message_is_claimed() {
        given(notifications.addClaimed(draft, DeliverNotifications.LEASE)).willReturn(Optional.of(claimed));
    }

    @Test
    void a_message_is_sent_when_it_is_stored() {
        transactions.executeWithoutResult(_ -> {
            notifyCustomer.notify(draft);
            assertThat(sent).isEmpty();
        });

        await().untilAsserted(() -> verify(notifications).markSent(claimed));
        assertThat(sent).containsExactly(claimed);
    }

    @Test
    void a_message_that_has_to_wait_for_an_earlier_one_is_left_to_the_job() {
        given(notifications.addClaimed(draft, DeliverNotifications.LEASE)).willReturn(Optional.empty());
        IntStream.range(0, 10).forEach(_ -> notifyInTransaction());
        deliverAtOnce.close();

        assertThat(sent).isEmpty();
    }

    @Test
    void a_message_whose_transaction_rolls_back_is_not_sent_and_keeps_no_place() {
        IntStream.range(0, 10)
                .forEach(_ -> transactions.executeWithoutResult(transaction -> {
                    notifyCustomer.notify(draft);
                    transaction.setRollbackOnly();
                }));
        assertThat(sent).isEmpty();

        notifyInTransaction();
        await().untilAsserted(() -> assertThat(sent).containsExactly(claimed));
    }

    @Test
    void a_message_is_left_to_the_job_during_the_shutdown() {
        deliverAtOnce.stop();
        notifyInTransaction();

        verify(notifications).add(draft);
        verify(notifications, never()).addClaimed(any(), any());
    }

    private void notifyInTransaction() {
        transactions.executeWithoutResult(_ -> notifyCustomer.notify(draft));
    }
}
