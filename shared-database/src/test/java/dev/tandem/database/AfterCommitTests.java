package dev.tandem.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class AfterCommitTests {

    private final TransactionTemplate transactions = new TransactionTemplate(new NoDatabase());
    private final List<String> done = new ArrayList<>();

    @Test
    void work_is_done_at_once_without_a_transaction() {
        AfterCommit.run(() -> done.add("work"));

        assertThat(done).containsExactly("work");
    }

    @Test
    void work_is_done_when_the_transaction_has_committed() {
        transactions.executeWithoutResult(_ -> {
            AfterCommit.run(() -> done.add("work"));
            done.add("transaction");
        });

        assertThat(done).containsExactly("transaction", "work");
    }

    @Test
    void work_is_never_done_if_the_transaction_rolls_back() {
        transactions.executeWithoutResult(transaction -> {
            AfterCommit.run(() -> done.add("work"));
            transaction.setRollbackOnly();
        });

        assertThat(done).isEmpty();
    }

    private static final class NoDatabase extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
