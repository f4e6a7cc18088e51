package dev.tandem.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class WarmUpTests {

    private final Database database = new Database();
    private final TransactionTemplate transactions = new TransactionTemplate(database);
    private final Stage stage = new Stage(transactions, URI.create("http://localhost"), HttpClient.newHttpClient());

    @Test
    void does_each_rehearsal_in_each_round() throws InterruptedException {
        var first = new AtomicInteger();
        var second = new AtomicInteger();

        warmUp(3, Duration.ofMinutes(1), _ -> first.incrementAndGet(), _ -> second.incrementAndGet());

        assertThat(List.of(first.get(), second.get())).containsExactly(3, 3);
    }

    @Test
    void tries_again_while_another_service_is_not_there_yet() throws InterruptedException {
        var attempts = new AtomicInteger();

        warmUp(1, Duration.ofMinutes(1), _ -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("connection refused");
            }
        });

        assertThat(attempts).hasValue(3);
    }

    @Test
    @Timeout(30)
    void ends_at_its_limit_if_another_service_never_comes() throws InterruptedException {
        warmUp(1000, Duration.ofMillis(300), _ -> {
            throw new IllegalStateException("connection refused");
        });
    }

    @Nested
    class What_is_rehearsed {

        @Test
        void is_rolled_back_with_the_transactions_that_it_joins() throws InterruptedException {
            warmUp(
                    1,
                    Duration.ofMinutes(1),
                    rehearsed -> rehearsed.rolledBack(() -> transactions.executeWithoutResult(_ -> {})));

            assertThat(database.rollbacks).isEqualTo(1);
            assertThat(database.commits).isZero();
        }

        @Test
        void is_not_logged_unless_it_is_an_error() throws InterruptedException {
            var log = (Logger) LoggerFactory.getLogger("rehearsed");
            var lines = new ListAppender<ILoggingEvent>();
            lines.start();
            log.addAppender(lines);

            warmUp(1, Duration.ofMinutes(1), _ -> {
                log.warn("order confirmed");
                log.error("a bug");
            });
            log.warn("afterwards");

            assertThat(lines.list).extracting(ILoggingEvent::getMessage).containsExactly("a bug", "afterwards");
        }
    }

    private void warmUp(int rounds, Duration limit, Rehearsal... rehearsals) throws InterruptedException {
        new WarmUp(List.of(rehearsals), stage, new WarmUpSettings(true, rounds, limit, false)).run();
    }

    private static final class Database extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;

        private boolean open;
        private int commits;
        private int rollbacks;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected boolean isExistingTransaction(Object transaction) {
            return open;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            open = true;
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            open = false;
            commits++;
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            open = false;
            rollbacks++;
        }
    }
}
