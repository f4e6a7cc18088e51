package dev.tandem.notification;

import static dev.tandem.consumercontracts.FakeOrders.cancelled;
import static dev.tandem.consumercontracts.FakeOrders.confirmed;
import static dev.tandem.consumercontracts.FakeOrders.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.order.OrderEvent.OrderCancelled;
import dev.tandem.contracts.order.OrderEvent.RejectionReason;
import dev.tandem.local.server.FreePorts;
import dev.tandem.local.server.MailServer;
import dev.tandem.local.server.MailServer.Mail;
import dev.tandem.messaging.Outbox;
import dev.tandem.notification.application.Notification;
import dev.tandem.testing.documents.CodeBlocks;
import dev.tandem.testing.documents.Shell;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
@RealInfrastructure
class NotificationIT {

    private static final List<Integer> PORTS = FreePorts.find(2);

    @LocalServerPort
    int port;

    @Autowired
    RestTestClient http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    MeterRegistry meters;

    private final UUID orderId = UUID.randomUUID();
    private MailServer mail = MailServer.start(PORTS.get(0), PORTS.get(1));

    @DynamicPropertySource
    static void smtp(DynamicPropertyRegistry properties) {
        properties.add("spring.mail.port", () -> PORTS.get(0));
    }

    @BeforeEach
    void nothing_unsent_from_before() {
        jdbc.sql("delete from failed_notification_decisions").update();
        jdbc.sql("delete from notifications where sent_at is null").update();
    }

    @AfterEach
    void stop_mail_server() {
        mail.close();
    }

    @Test
    void a_confirmed_order_is_notified_by_email() {
        receive(confirmed(orderId));

        var received = awaitMail();
        assertThat(received.to()).isEqualTo("ada@example.com");
        assertThat(received.subject()).isEqualTo("Your order is confirmed");
        assertThat(received.body())
                .contains(
                        orderId.toString(),
                        "2 x Mug, blue (MUG-BLUE): 12.95 EUR each",
                        "Total: 25.90 EUR",
                        "4.14 EUR of VAT");
    }

    @Test
    void a_rejected_order_is_notified_by_email() {
        receive(rejected(orderId, RejectionReason.OUT_OF_STOCK));

        assertThat(awaitMail().body()).contains("out of stock", "You have not been charged");
    }

    @Test
    void an_outcome_that_is_published_twice_is_notified_once() {
        receive(confirmed(orderId));
        receive(confirmed(orderId));
        receive(rejected(orderId, RejectionReason.TIMED_OUT));

        await().until(() ->
                mailsOfOrder().stream().anyMatch(received -> received.body().contains("in time")));
        assertThat(mailsOfOrder()).hasSize(2);
    }

    @Test
    void notifications_can_be_looked_up() {
        receive(confirmed(orderId));
        awaitMail();

        await().untilAsserted(() -> http.get()
                .uri("/api/notifications?orderId=" + orderId)
                .exchange()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(1)
                .jsonPath("$[0].template")
                .isEqualTo("order-confirmed")
                .jsonPath("$[0].status")
                .isEqualTo("SENT")
                .jsonPath("$[0].attempts")
                .isEqualTo(1));
    }

    @Test
    void an_unavailable_mail_server_delays_an_email_and_loses_none() {
        mail.close();
        receive(confirmed(orderId));
        await().until(() -> jdbc.sql("select count(*) from notifications where order_id = ? and last_error is not null")
                        .param(orderId)
                        .query(Long.class)
                        .single()
                == 1);

        mail = MailServer.start(PORTS.get(0), PORTS.get(1));
        jdbc.sql("update notifications set next_attempt_at = now() where order_id = ?")
                .param(orderId)
                .update();

        assertThat(awaitMail().subject()).isEqualTo("Your order is confirmed");
    }

    @Test
    void an_email_that_fails_at_each_attempt_is_shown_as_failed() {
        mail.close();
        jdbc.sql("""
            insert into notifications (order_id, template, recipient, subject, body, attempts)
            values (?, 'order-confirmed', 'nobody@example.com', 'subject', 'body', ?)\
            """).params(orderId, Notification.ATTEMPTS_LIMIT - 1).update();

        await().untilAsserted(() -> http.get()
                .uri("/api/notifications?orderId=" + orderId)
                .exchange()
                .expectBody()
                .jsonPath("$[0].status")
                .isEqualTo("FAILED")
                .jsonPath("$[0].attempts")
                .isEqualTo(Notification.ATTEMPTS_LIMIT));
    }

    @Test
    void an_email_to_a_malformed_address_fails_at_once_and_unsent() {
        receive(new OrderCancelled(orderId, "ada", "\u0141da@example.com", Instant.now()));

        awaitStatus("FAILED")
                .jsonPath("$[0].attempts")
                .isEqualTo(1)
                .jsonPath("$[0].lastError")
                .isEqualTo("the recipient is no e-mail address that can be used exactly as it is written");
        assertThat(mailsOfOrder()).isEmpty();
    }

    @Test
    void the_email_of_a_confirmation_precedes_that_of_a_cancellation() {
        mail.close();
        receive(confirmed(orderId));
        awaitNotifications("last_error is not null", 1);
        receive(cancelled(orderId));
        mail = MailServer.start(PORTS.get(0), PORTS.get(1));
        awaitNotifications("true", 2);

        jdbc.sql("update notifications set next_attempt_at = now() where order_id = ?")
                .param(orderId)
                .update();

        await().until(() -> mailsOfOrder().size() == 2);
        assertThat(mailsOfOrder())
                .extracting(Mail::subject)
                .containsExactly("Your order is confirmed", "Your order is cancelled");
    }

    @Nested
    class An_email_that_failed {

        private UUID id = orderId;

        @BeforeEach
        void is_in_the_database() {
            id = jdbc.sql("""
                        insert into notifications (order_id, template, recipient, subject, body, attempts, failed_at)
                        values (?, 'order-confirmed', 'ada@example.com', 'subject', ?, 100, now()) returning id""")
                    .params(orderId, orderId.toString())
                    .query(UUID.class)
                    .single();
        }

        @Test
        void is_shown_and_counted() {
            http.get()
                    .uri("/actuator/failednotifications?limit=1000")
                    .exchange()
                    .expectBody(String.class)
                    .value(list -> assertThat(list).contains(id.toString()));
            show().expectBody().jsonPath("$.notification.orderId").isEqualTo(orderId.toString());
            assertThat(meters.get("tandem.notifications.failed").gauge().value())
                    .isEqualTo(1);
            assertThat(meters.get("tandem.notifications.failed.age").gauge().value())
                    .isNotNegative();
        }

        @Test
        void is_sent_when_an_operator_gives_a_name_and_a_reason() {
            decide("/" + id, "{\"operator\": \"ada\", \"reason\": \"the mailbox is back\"}")
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$[0].operator")
                    .isEqualTo("ada");

            assertThat(awaitMail().subject()).isEqualTo("subject");
            show().expectStatus().isNotFound();
        }

        @Test
        void is_found_and_sent_by_the_commands_of_the_runbook() {
            assertThat(run("failed.age")).contains(orderId.toString(), "tandem.notifications.failed.age");
            run("ticket 4711");

            assertThat(awaitMail().subject()).isEqualTo("subject");
        }

        /** The second command of the block with the ticket retries all others, of which there may be none. */
        private String run(String block) {
            var commands = CodeBlocks.of("docs/runbooks/TandemNotificationsFailed.md")
                    .containing(block)
                    .replace("localhost:8083", "localhost:" + port);
            return Shell.run(commands, Map.of("ID", id.toString()));
        }

        @Test
        void is_sent_with_all_others() {
            decide("", "{\"operator\": \"ada\", \"reason\": \"the server is back\", \"limit\": 1000}")
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.retried")
                    .isEqualTo(1);

            assertThat(awaitMail().subject()).isEqualTo("subject");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"operator\": \"ada\"}", "{\"operator\": \"ada\", \"reason\": \" \"}"})
        void is_not_sent_for_an_operator_without_a_name_or_a_reason(String decision) {
            decide("/" + id, decision).expectStatus().isBadRequest();
            decide("", decision).expectStatus().isBadRequest();
        }

        private ResponseSpec show() {
            return http.get().uri("/actuator/failednotifications/" + id).exchange();
        }

        private ResponseSpec decide(String path, String decision) {
            return http.post()
                    .uri("/actuator/failednotifications" + path)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(decision)
                    .exchange();
        }
    }

    private void awaitNotifications(String condition, long count) {
        await().until(() -> jdbc.sql("select count(*) from notifications where order_id = ? and " + condition)
                        .param(orderId)
                        .query(Long.class)
                        .single()
                == count);
    }

    private BodyContentSpec awaitStatus(String status) {
        await().untilAsserted(
                        () -> notificationsOfOrder().jsonPath("$[0].status").isEqualTo(status));
        return notificationsOfOrder();
    }

    private BodyContentSpec notificationsOfOrder() {
        return http.get()
                .uri("/api/notifications?orderId=" + orderId)
                .exchange()
                .expectBody();
    }

    @Test
    void a_request_without_an_order_is_refused() {
        http.get().uri("/api/notifications").exchange().expectStatus().isBadRequest();
    }

    /** Publishes a message in the role of another service. */
    private void receive(Message message) {
        transactions.executeWithoutResult(_ -> outbox.add(message));
    }

    private Mail awaitMail() {
        await().until(() -> !mailsOfOrder().isEmpty());
        return mailsOfOrder().getFirst();
    }

    private List<Mail> mailsOfOrder() {
        return mail.received().stream()
                .filter(received -> received.body().contains(orderId.toString()))
                .toList();
    }
}
