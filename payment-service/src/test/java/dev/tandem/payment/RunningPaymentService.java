package dev.tandem.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.payment.PaymentEvent;
import dev.tandem.local.server.FreePorts;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.Outbox;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import dev.tandem.testing.infrastructure.RoundTrips;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * The whole service, against real PostgreSQL and Kafka; all its tests share one instance, since it is one consumer of
 * Kafka.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.DEFINED_PORT,
        properties = {
            // Few, one of them for the relay: a payment that held a connection while the provider works would show.
            "spring.datasource.hikari.maximum-pool-size=3",
            "spring.http.serviceclient.provider.read-timeout=1s",
            "tandem.simulated-provider.slow=300ms",
            "tandem.simulated-provider.silence=1500ms",
            "tandem.simulated-provider.late=3s",
            "management.endpoints.web.exposure.include=parkedpayments,paymenttokens,metrics"
        })
@AutoConfigureRestTestClient
@RealInfrastructure
@Import({
    RoundTrips.class,
    RunningPaymentService.UnreliableProvider.class,
    RunningPaymentService.PublishedPaymentEvents.class
})
abstract class RunningPaymentService {

    @Autowired
    RestTestClient http;

    /** A look from outside: its connections are not those of the service, which some tests break or lock. */
    JdbcClient jdbc;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    UnreliableProvider provider;

    @Autowired
    PublishedPaymentEvents publishedEvents;

    final UUID orderId = UUID.randomUUID();

    @Autowired
    void connect(JdbcConnectionDetails database) {
        jdbc = JdbcClient.create(new DriverManagerDataSource(
                database.getJdbcUrl(),
                Objects.requireNonNull(database.getUsername()),
                Objects.requireNonNull(database.getPassword())));
    }

    /** The service has to know its port before it starts, because its simulated provider listens there, too. */
    @DynamicPropertySource
    static void port(DynamicPropertyRegistry properties) {
        int port = FreePorts.find(1).getFirst();
        properties.add("server.port", () -> port);
    }

    @AfterEach
    void the_provider_is_well() {
        provider.isWell();
    }

    /** Returns the JSON of the answer. */
    String authorize(UUID order, String token) {
        return Objects.requireNonNull(put(order, token)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    ResponseSpec put(UUID order, String token) {
        return http.put()
                .uri("/internal/payments/" + order)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"amount\": {\"amount\": 2590, \"currency\": \"EUR\"}, \"token\": \"" + token + "\"}")
                .exchange();
    }

    /** As if the process had ended before it called the provider. */
    void writeDownPending(UUID order) {
        jdbc.sql("""
            insert into payments (order_id, amount, currency, token, status, pending_operation, next_attempt_at, version)
            values (?, 2590, 'EUR', 'tok_visa', 'PENDING', 'AUTHORIZE', now() + interval '1 minute', 0)\
            """).param(order).update();
    }

    /** As if the process had ended after the provider's answer and before it was stored. */
    void forgetTheOutcome(UUID order) {
        jdbc.sql("""
            update payments
            set status = 'PENDING', pending_operation = 'AUTHORIZE', next_attempt_at = now() + interval '1 minute'
            where order_id = ?\
            """).param(order).update();
    }

    /** Waits for the status, however long the pauses between the attempts are. */
    void awaitStatus(UUID order, String status) {
        await().untilAsserted(() -> {
            endPause(order);
            assertThat(statusOf(order)).isEqualTo(status);
        });
    }

    /** As if the pause before the next attempt were over. */
    void endPause(UUID order) {
        jdbc.sql("update payments set next_attempt_at = now() where order_id = ?")
                .param(order)
                .update();
    }

    /** Makes a message arrive as if another service had sent it. */
    void receive(Message message) {
        transactions.executeWithoutResult(_ -> outbox.add(message));
    }

    String statusOf(UUID order) {
        return jdbc.sql("select status from payments where order_id = ?")
                .param(order)
                .query(String.class)
                .optional()
                .orElse("none");
    }

    /** The token of a payment, sealed and in plain text, as far as it is there. */
    String tokensOf(UUID order) {
        return jdbc.sql("select concat(sealed_token, token) from payments where order_id = ?")
                .param(order)
                .query(String.class)
                .single();
    }

    String chargeOf(UUID order) {
        return jdbc.sql("select status || ' ' || amount || ' ' || currency from simulated_provider.charges where key ="
                        + " ?")
                .param(order)
                .query(String.class)
                .single();
    }

    long countOf(String table, String column, UUID value) {
        return jdbc.sql("select count(*) from " + table + " where " + column + " = ?")
                .param(value)
                .query(Long.class)
                .single();
    }

    long countOf(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    /** Consumes the events of the service, as the saga would. */
    @TestComponent
    static class PublishedPaymentEvents implements MessageHandler<PaymentEvent> {

        private final List<PaymentEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public void handle(PaymentEvent event) {
            events.add(event);
        }

        List<PaymentEvent> about(UUID order) {
            return events.stream()
                    .filter(event -> event.orderId().equals(order))
                    .toList();
        }
    }

    /**
     * The part that is lost when the provider fails. If it is the request, nothing has happened; if it is the answer,
     * everything has.
     */
    enum Fault {
        REQUEST_LOST,
        ANSWER_LOST
    }

    /** Stands before the simulated provider, and makes one of its operations fail. */
    @TestComponent
    static class UnreliableProvider extends OncePerRequestFilter {

        private record Breakage(Fault fault, String path) {}

        private record Interruption(Runnable work, String path) {}

        private final AtomicReference<@Nullable Interruption> interruption = new AtomicReference<>();
        private volatile @Nullable Breakage breakage;
        private volatile boolean failed;

        void breaks(Fault fault, UUID key, String operation) {
            failed = false;
            breakage = new Breakage(fault, "/simulated-provider/charges/" + key + operation);
        }

        /** Makes something happen once, after the operation was requested and before it is carried out. */
        void isInterrupted(UUID key, String operation, Runnable work) {
            interruption.set(new Interruption(work, "/simulated-provider/charges/" + key + operation));
        }

        void isWell() {
            breakage = null;
        }

        boolean hasFailed() {
            return failed;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (interruption.get() instanceof Interruption(var work, var path)
                    && path.equals(request.getRequestURI())) {
                interruption.set(null);
                work.run();
            }
            if (!(breakage instanceof Breakage(var fault, var path)) || !path.equals(request.getRequestURI())) {
                chain.doFilter(request, response);
                return;
            }
            if (fault == Fault.ANSWER_LOST) {
                chain.doFilter(request, new ContentCachingResponseWrapper(response));
            }
            response.setStatus(HttpServletResponse.SC_BAD_GATEWAY);
            failed = true;
        }
    }
}
