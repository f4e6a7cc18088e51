package dev.tandem.notification.web;

import static org.mockito.BDDMockito.given;

import dev.tandem.notification.application.FindNotifications;
import dev.tandem.notification.application.Notification;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@WebMvcTest(NotificationController.class)
@AutoConfigureRestTestClient
class NotificationControllerTests {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Autowired
    RestTestClient http;

    @MockitoBean
    FindNotifications findNotifications;

    private final UUID orderId = UUID.randomUUID();

    @Test
    void the_notifications_of_an_order_are_shown_without_their_text() {
        var sent = new Notification(
                UUID.randomUUID(),
                orderId,
                "order-confirmed",
                "ada@example.com",
                "Subject",
                "Body",
                1,
                null,
                NOW,
                NOW,
                null);
        given(findNotifications.ofOrder(orderId)).willReturn(List.of(sent));

        ask("?orderId=" + orderId)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$[0].status")
                .isEqualTo("SENT")
                .jsonPath("$[0].lastError")
                .doesNotExist()
                .jsonPath("$[0].body")
                .doesNotExist();
    }

    @Test
    void texts_of_mail_servers_and_customers_are_cut_to_one_line() {
        var error = "550 no\r\n\u202Eevil" + "x".repeat(1000);
        var unsent = new Notification(
                UUID.randomUUID(),
                orderId,
                "order-confirmed",
                "a\u0085@b",
                "Subject",
                "Body",
                1,
                error,
                NOW,
                null,
                NOW);
        given(findNotifications.ofOrder(orderId)).willReturn(List.of(unsent));

        ask("?orderId=" + orderId)
                .expectBody()
                .jsonPath("$[0].status")
                .isEqualTo("FAILED")
                .jsonPath("$[0].recipient")
                .isEqualTo("a @b")
                .jsonPath("$[0].lastError")
                .isEqualTo("550 no evil" + "x".repeat(489));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?orderId=", "?orderId=42"})
    void a_malformed_order_id_is_refused(String query) {
        expectProblem(ask(query), 400, "invalid-request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("orderId");
    }

    @Test
    void a_version_that_does_not_exist_is_refused() {
        var answer = http.get()
                .uri("/api/notifications?orderId=" + orderId)
                .header("API-Version", "2")
                .exchange();

        expectProblem(answer, 400, "unsupported-api-version")
                .jsonPath("$.detail")
                .isEqualTo("API-Version must be one of these: 1.");
    }

    @Test
    void a_timeout_of_the_database_can_be_retried() {
        given(findNotifications.ofOrder(orderId)).willThrow(new QueryTimeoutException("secret detail"));

        var answer = ask("?orderId=" + orderId);
        answer.expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "2");
        expectProblem(answer, 503, "temporarily-unavailable");
    }

    @Test
    void the_message_of_a_bug_is_never_shown() {
        given(findNotifications.ofOrder(orderId)).willThrow(new IllegalStateException("secret detail"));

        expectProblem(ask("?orderId=" + orderId), 500, "internal-error")
                .jsonPath("$.detail")
                .isEqualTo("Something went wrong on our side.");
    }

    private ResponseSpec ask(String query) {
        return http.get().uri("/api/notifications" + query).exchange();
    }

    /** Also follows the type to its page. */
    private BodyContentSpec expectProblem(ResponseSpec answer, int status, String slug) {
        http.get().uri("/problems/" + slug).exchange().expectStatus().isOk();
        return answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/" + slug);
    }
}
