package dev.tandem.messaging.inbox;

import dev.tandem.messaging.Inbox;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The inbox of a database, for tests without an application. */
public final class PlainInbox {

    private PlainInbox() {}

    public static Inbox of(DataSource database) {
        return new JdbcInbox(
                JdbcClient.create(database), new TransactionTemplate(new JdbcTransactionManager(database)));
    }
}
