package dev.tandem.messaging.outbox;

import dev.tandem.contracts.Message;
import dev.tandem.database.Change;
import dev.tandem.database.SingleStatements;
import dev.tandem.messaging.Outbox;
import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The outbox as a table in the service's own database. */
final class JdbcOutbox implements Outbox {

    private final OutgoingMessages outgoing;
    private final OutboxRows rows;
    private final SingleStatements statements;
    private final RelaySignal relay;

    JdbcOutbox(OutgoingMessages outgoing, OutboxRows rows, SingleStatements statements, RelaySignal relay) {
        this.outgoing = outgoing;
        this.rows = rows;
        this.statements = statements;
        this.relay = relay;
    }

    @Override
    public void add(Message message) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "a message has to be added in the transaction of the change that it describes");
        }
        var prepared = outgoing.prepare(message);
        currentTransaction().add(prepared);
    }

    @Override
    public boolean addWith(Change change, List<? extends Message> messages) {
        var prepared = messages.stream().map(outgoing::prepare).toList();
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? addWithinTransaction(change, prepared)
                : addAndCommit(change, prepared);
    }

    /** The messages follow those that the transaction has added before. */
    private boolean addWithinTransaction(Change change, List<OutgoingMessage> messages) {
        var isChanged = rows.make(change);
        if (isChanged && !messages.isEmpty()) {
            messages.forEach(currentTransaction()::add);
        }
        return isChanged;
    }

    private boolean addAndCommit(Change change, List<OutgoingMessage> messages) {
        var isChanged = statements.execute(() -> rows.insertWith(change, messages));
        if (isChanged) {
            wake(messages);
        }
        return isChanged;
    }

    private void wake(List<OutgoingMessage> messages) {
        messages.stream().mapToInt(OutgoingMessage::lane).distinct().forEach(relay::wake);
    }

    private Additions currentTransaction() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Additions.class::isInstance)
                .map(Additions.class::cast)
                .filter(additions -> additions.outbox() == this)
                .findAny()
                .orElseGet(Additions::new);
    }

    /** The messages of the current transaction. */
    private final class Additions implements TransactionSynchronization {

        private final List<OutgoingMessage> messages = new ArrayList<>();
        private boolean isWritten;

        Additions() {
            TransactionSynchronizationManager.registerSynchronization(this);
        }

        void add(OutgoingMessage message) {
            if (isWritten) {
                throw new IllegalStateException("the transaction is about to commit: its messages are written already");
            }
            messages.add(message);
        }

        JdbcOutbox outbox() {
            return JdbcOutbox.this;
        }

        /** The rows of the aggregates have to be locked before their messages get their ids. */
        @Override
        public void beforeCommit(boolean readOnly) {
            isWritten = true;
            if (!messages.isEmpty()) {
                rows.insert(messages);
            }
        }

        @Override
        public void afterCommit() {
            wake(messages);
        }
    }
}
