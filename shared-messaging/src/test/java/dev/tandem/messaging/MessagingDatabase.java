package dev.tandem.messaging;

import com.zaxxer.hikari.HikariDataSource;
import dev.tandem.testing.infrastructure.Infrastructure;
import dev.tandem.testing.infrastructure.Infrastructure.Database;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with the tables of this module, and without Kafka. */
public final class MessagingDatabase implements AutoCloseable {

    private final Database database = Infrastructure.get().newDatabase();
    private final HikariDataSource dataSource = new HikariDataSource();
    private final JdbcClient jdbc = JdbcClient.create(dataSource);

    public MessagingDatabase() {
        dataSource.setJdbcUrl(database.jdbcUrl());
        dataSource.setUsername(database.user());
        dataSource.setPassword(database.password());
        dataSource.setMaximumPoolSize(2);
        Settings.migrate(database, Settings.DEFAULT);
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** Runs what only the owner of the database may do. */
    public void asOwner(String sql) {
        database.asOwner(sql);
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
