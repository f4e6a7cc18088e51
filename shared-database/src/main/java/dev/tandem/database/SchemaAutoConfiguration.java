package dev.tandem.database;

import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;

/** Has the tables checked before a service uses them; only the owner of the database changes them. */
@AutoConfiguration(after = DataSourceAutoConfiguration.class, before = FlywayAutoConfiguration.class)
@EnableConfigurationProperties(DatabaseSettings.class)
class SchemaAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    FlywayMigrationStrategy databaseSchemas(
            ObjectProvider<ModuleSchema> modules,
            ObjectProvider<JdbcConnectionDetails> service,
            DatabaseSettings settings) {
        var user = Optional.ofNullable(service.getIfAvailable()).map(JdbcConnectionDetails::getUsername);
        return new DatabaseSchemas(modules.orderedStream().toList(), user, settings.migrate());
    }
}
