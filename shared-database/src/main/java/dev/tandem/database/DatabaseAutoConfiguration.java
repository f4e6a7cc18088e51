package dev.tandem.database;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.support.TransactionOperations;

/** Limits how long the database may keep a service waiting. The related settings are in {@code database.yml}. */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseAutoConfiguration {

    /** Spring Boot adds this to each transaction manager. */
    @Bean
    DeadlineTransactions deadlineTransactions(DataSource database, DatabaseSettings settings) {
        return new DeadlineTransactions(database, settings.lockTimeout());
    }

    @Bean
    SingleStatements singleStatements(TransactionOperations transactions, DatabaseSettings settings) {
        return new SingleStatements(transactions, settings.lockTimeout());
    }
}
