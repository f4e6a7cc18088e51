package dev.tandem.testing.infrastructure;

import dev.tandem.testing.infrastructure.Infrastructure.Database;
import java.util.List;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects an application context to the {@link Infrastructure}. */
@Configuration(proxyBeanMethods = false)
class RealInfrastructureConfiguration {

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails() {
        return new TestDatabase(Infrastructure.get().newDatabase());
    }

    @Bean
    KafkaConnectionDetails kafkaConnectionDetails() {
        return () -> List.of(Infrastructure.get().bootstrapServers());
    }

    private record TestDatabase(Database database) implements JdbcConnectionDetails {

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
}
