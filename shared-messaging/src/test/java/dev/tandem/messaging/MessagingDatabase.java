package dev.tandem.messaging;

import com.zaxxer.hikari.HikariDataSource;
import dev.tandem.testing.infrastructure.Infrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with the tables of this module, and without Kafka. */
public final class MessagingDatabase implements AutoCloseable {

    private final HikariDataSource dataSource = new HikariDataSource();
    private final JdbcClient jdbc = JdbcClient.create(dataSource);

    public MessagingDatabase() {
        var database = Infrastructure.get().newDatabase();
        dataSource.setJdbcUrl(database.jdbcUrl());
        dataSource.setUsername(database.user());
        dataSource.setPassword(database.password());
        dataSource.setMaximumPoolSize(2);
        Settings.migrate(dataSource, Settings.DEFAULT);
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public Connection connection() throws SQLException {
        return dataSource.getConnection();
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
