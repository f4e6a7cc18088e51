package dev.tandem.testing.infrastructure;

import dev.tandem.testing.infrastructure.Infrastructure.Database;
import java.util.List;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects an application context to the {@link Infrastructure}. */
@Configuration(proxyBeanMethods = false)
class RealInfrastructureConfiguration {

    @Bean
    Database database() {
        return Infrastructure.get().newDatabase();
    }

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails(Database database) {
        return new Service(database);
    }

    @Bean
    FlywayConnectionDetails flywayConnectionDetails(Database database) {
        return new Owner(database);
    }

    @Bean
    KafkaConnectionDetails kafkaConnectionDetails() {
        return () -> List.of(Infrastructure.get().bootstrapServers());
    }

    private record Service(Database database) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return database.jdbcUrl();
        }

        @Override
        public String getUsername() {
            return database.user();
        }

        @Override
        public String getPassword() {
            return database.password();
        }
    }

    /** Migrates the tables. */
    private record Owner(Database database) implements FlywayConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return database.jdbcUrl();
        }

        @Override
        public String getUsername() {
            return database.owner();
        }

        @Override
        public String getPassword() {
            return database.password();
        }
    }
}
