package dev.tandem.order;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** The database closes connections again and again, in the middle of their work. */
class BrokenConnectionsIT extends RunningOrderService {

    private static final String BREAK = """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and usename = current_user and pid <> pg_backend_pid()""";

    @Autowired
    JdbcConnectionDetails database;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean over = new AtomicBoolean();

    @AfterEach
    void the_service_is_at_work_again() {
        over.set(true);
        threads.close();
        await().untilAsserted(() -> order("tok_visa").expectStatus().isCreated());
        await().until(() -> backlog.outgoing().messages() == 0);
    }

    @Test
    void a_failing_request_gets_a_retry_after_and_never_a_500() throws Exception {
        var breaking = threads.submit(this::breakConnections);
        var customers = IntStream.range(0, 4)
                .mapToObj(_ -> threads.submit(this::sendThirtyRounds))
                .toList();

        var answers = new ArrayList<Answer>();
        for (Future<List<Answer>> customer : customers) {
            answers.addAll(customer.get(120, TimeUnit.SECONDS));
        }
        over.set(true);
        breaking.get(10, TimeUnit.SECONDS);

        var statuses = answers.stream().collect(groupingBy(Answer::status, counting()));
        assertThat(statuses.keySet())
                .as("%s", statuses)
                .isSubsetOf(200, 201, 202, 409, 503)
                .contains(503);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 503 || answer.status() == 409)
                .allMatch(Answer::hasRetryAfter);
    }

    private record Answer(int status, boolean hasRetryAfter) {

        static Answer of(ResponseSpec response) {
            var result = response.returnResult();
            return new Answer(
                    result.getStatus().value(), result.getResponseHeaders().containsHeader(HttpHeaders.RETRY_AFTER));
        }
    }

    private List<Answer> sendThirtyRounds() {
        var answers = new ArrayList<Answer>();
        for (var i = 0; i < 30; i++) {
            answers.add(Answer.of(order("tok_visa")));
            answers.add(Answer.of(order(
                    "tok_visa", Map.of("Idempotency-Key", UUID.randomUUID().toString()))));
            answers.add(Answer.of(http.get().uri("/api/orders").exchange()));
        }
        return answers;
    }

    private Void breakConnections() throws SQLException, InterruptedException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            while (!over.get()) {
                statement.execute(BREAK);
                Thread.sleep(5);
            }
        }
        return null;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
    }
}
