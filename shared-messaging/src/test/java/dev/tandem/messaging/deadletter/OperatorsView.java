package dev.tandem.messaging.deadletter;

import dev.tandem.messaging.Inbox;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The dead letters of a database, as operators see them, for tests without an application. */
public final class OperatorsView {

    private OperatorsView() {}

    public static DeadLetters of(DataSource database, Inbox inbox) {
        return new JdbcDeadLetters(
                JdbcClient.create(database), inbox, new TransactionTemplate(new JdbcTransactionManager(database)));
    }
}
