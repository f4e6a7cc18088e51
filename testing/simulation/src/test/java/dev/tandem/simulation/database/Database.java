package dev.tandem.simulation.database;

import dev.tandem.contracts.Message;
import dev.tandem.messaging.worker.DatabaseCheck;
import dev.tandem.simulation.engine.Environment;
import dev.tandem.simulation.engine.Fault;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * A service's database, with its outbox. Transactions run one after another, which is also the effect of the real
 * database's locks on transactions of the same order. The changes of a transaction become visible when it commits, all
 * of them or none.
 */
public final class Database extends AbstractPlatformTransactionManager {

    private static final long serialVersionUID = 1L;

    private static final Connection VALID = (Connection) Proxy.newProxyInstance(
            Database.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, _) -> method.getReturnType() == boolean.class ? true : null);

    private final transient String name;
    private final transient Environment environment;
    private final transient List<Table<?, ?>> tables = new ArrayList<>();
    private final transient List<Table<?, ?>> published = new ArrayList<>();
    private final transient List<Message> added = new ArrayList<>();
    private final transient List<OutboxRow> outbox = new ArrayList<>();
    private final transient List<Consumer<Database>> beforeCommit = new ArrayList<>();
    private final transient List<Runnable> afterCommit = new ArrayList<>();
    private transient boolean inTransaction;
    private transient boolean partFailed;

    /** A committed message, with its place among all messages of this service. */
    public record OutboxRow(int number, String id, Message message) {}

    public Database(String name, Environment environment) {
        this.name = name;
        this.environment = environment;
        setTransactionSynchronization(SYNCHRONIZATION_NEVER);
    }

    /** A table of immutable rows, about which nothing is published. */
    public <K, V> Table<K, V> table() {
        return added(new Table<>(this, _ -> null, UnaryOperator.identity()));
    }

    /** A table of immutable rows, whose changes are published: the function returns the event about a row's state. */
    public <K, V> Table<K, V> table(Function<V, @Nullable Class<? extends Message>> eventFor) {
        return table(eventFor, UnaryOperator.identity());
    }

    /** A published table whose rows are copied by a function: a change to one copy affects no other. */
    public <K, V> Table<K, V> table(Function<V, @Nullable Class<? extends Message>> eventFor, UnaryOperator<V> copy) {
        var table = added(new Table<K, V>(this, eventFor, copy));
        published.add(table);
        return table;
    }

    private <K, V> Table<K, V> added(Table<K, V> table) {
        tables.add(table);
        return table;
    }

    public void beforeCommit(Consumer<Database> check) {
        beforeCommit.add(check);
    }

    public void afterCommit(Runnable work) {
        afterCommit.add(work);
    }

    /** Adds a message to the outbox. */
    public void add(Message message) {
        requireTransaction();
        added.add(message);
    }

    boolean isInTransaction() {
        return inTransaction;
    }

    void requireTransaction() {
        if (!inTransaction) {
            throw new IllegalStateException("there is no current transaction");
        }
    }

    /** Interrupts a read outside of a transaction, whose result may soon be outdated. */
    void beforeRead() {
        environment.interruptions().mayPauseOrCrash();
    }

    /** A check that the database answers. It always does: it refuses single transactions only. */
    public DatabaseCheck check() {
        return new DatabaseCheck(new AbstractDataSource() {

            @Override
            public Connection getConnection() {
                environment.interruptions().mayCrash();
                return VALID;
            }

            @Override
            public Connection getConnection(String user, String password) {
                return getConnection();
            }
        });
    }

    /** The tables whose changes are published. */
    public List<Table<?, ?>> published() {
        return published;
    }

    /** The messages that the current transaction has added so far. */
    public List<Message> added() {
        return added;
    }

    /** The committed messages, in the order of the commits. */
    public List<OutboxRow> outbox() {
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
        environment.interruptions().mayPauseOrCrash();
        if (environment.chaos().happens(Fault.DATABASE_UNAVAILABLE)) {
            environment.trace().add(name, "the database does not answer");
            throw new CannotCreateTransactionException("the database does not answer", connectionLost());
        }
        inTransaction = true;
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        environment.interruptions().mayCrash();
        if (partFailed) {
            throw new IllegalStateException("a part of a transaction has failed, but the rest would be committed");
        }
        write();
        inTransaction = false;
        afterCommit.forEach(Runnable::run);
        environment.interruptions().mayCrash();
        if (environment.chaos().happens(Fault.UNCONFIRMED_COMMIT)) {
            environment.trace().add(name, "commits without a confirmation");
            throw new TransactionSystemException("the connection broke during the commit", connectionLost());
        }
    }

    private void write() {
        beforeCommit.forEach(check -> check.accept(this));
        tables.forEach(Table::commit);
        added.forEach(message -> {
            environment.trace().add(name, "committed: %s", message);
            outbox.add(new OutboxRow(outbox.size(), name + "-" + outbox.size(), message));
        });
        added.clear();
    }

    /** Writes what the current transaction has changed so far, which a rollback does not undo: a planted bug. */
    public void commitEarly() {
        requireTransaction();
        write();
    }

    private static SQLException connectionLost() {
        return new SQLTransientConnectionException("no connection");
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        rollBack();
    }

    private void rollBack() {
        tables.forEach(Table::rollback);
        added.clear();
        inTransaction = false;
        partFailed = false;
    }

    @Override
    protected void doSetRollbackOnly(DefaultTransactionStatus status) {
        partFailed = true;
    }

    public void reset() {
        rollBack();
        tables.forEach(Table::clear);
        outbox.clear();
    }
}
