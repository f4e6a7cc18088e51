package dev.tandem.simulation;

import dev.tandem.contracts.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * A service's database, with its outbox. Transactions happen one after the other, which is what the locks of the real one
 * come to for whoever works on one order; what a transaction has written is there when it has committed, all of it
 * or nothing.
 */
final class Database extends AbstractPlatformTransactionManager {

    private static final long serialVersionUID = 1L;

    private final transient String name;
    private final transient Stage stage;
    private final transient List<Table<?, ?>> tables = new ArrayList<>();
    private final transient List<Message> added = new ArrayList<>();
    private final transient List<Row> outbox = new ArrayList<>();
    private final transient List<Consumer<Database>> beforeCommit = new ArrayList<>();
    private final transient List<Runnable> afterCommit = new ArrayList<>();
    private transient boolean inTransaction;

    /** A committed message, by its place among all of this service. */
    record Row(int number, String id, Message message) {}

    Database(String name, Stage stage) {
        this.name = name;
        this.stage = stage;
        setTransactionSynchronization(SYNCHRONIZATION_NEVER);
    }

    <K, V> Table<K, V> table() {
        return table(_ -> null);
    }

    /** A table of whose rows others hear: by the kind of message that tells of a row's state. */
    <K, V> Table<K, V> table(Function<V, @Nullable Class<? extends Message>> news) {
        var table = new Table<K, V>(this, news);
        tables.add(table);
        return table;
    }

    void beforeCommit(Consumer<Database> check) {
        beforeCommit.add(check);
    }

    void afterCommit(Runnable work) {
        afterCommit.add(work);
    }

    /** Adds a message to the outbox. */
    void add(Message message) {
        requireTransaction();
        added.add(message);
    }

    boolean isInTransaction() {
        return inTransaction;
    }

    void requireTransaction() {
        if (!inTransaction) {
            throw new IllegalStateException("no transaction is running");
        }
    }

    /** A read outside of any transaction: whatever it finds may be outdated a moment later. */
    void read() {
        stage.life().step();
    }

    List<Table<?, ?>> tables() {
        return tables;
    }

    /** What the running transaction has to say so far. */
    List<Message> added() {
        return added;
    }

    /** What was committed to be said, in the order of the commits. */
    List<Row> outbox() {
        return outbox;
    }

    @Override
    protected Object doGetTransaction() {
        return this;
    }

    @Override
    protected boolean isExistingTransaction(Object transaction) {
        return inTransaction;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        stage.life().step();
        if (stage.chaos().happens(Fault.DATABASE_AWAY)) {
            stage.trace().add(name, "the database does not answer");
            throw new CannotCreateTransactionException("the database does not answer");
        }
        inTransaction = true;
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        stage.life().mayEnd();
        beforeCommit.forEach(check -> check.accept(this));
        tables.forEach(Table::commit);
        added.forEach(message -> {
            stage.trace().add(name, "committed: %s", message);
            outbox.add(new Row(outbox.size(), name + "-" + outbox.size(), message));
        });
        added.clear();
        inTransaction = false;
        afterCommit.forEach(Runnable::run);
        stage.life().mayEnd();
        if (stage.chaos().happens(Fault.LOST_COMMIT)) {
            stage.trace().add(name, "nobody hears that this was committed");
            throw new TransactionSystemException("the connection broke during the commit");
        }
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        tables.forEach(Table::rollback);
        added.clear();
        inTransaction = false;
    }

    @Override
    protected void doSetRollbackOnly(DefaultTransactionStatus status) {
        throw new IllegalStateException("a part of a transaction has failed, and the whole of it would go on");
    }

    void reset() {
        tables.forEach(Table::clear);
        added.clear();
        outbox.clear();
        inTransaction = false;
    }
}
