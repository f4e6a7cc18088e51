package dev.tandem.provider;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * A connection pool of the simulated provider, as a role of its own: the service that it runs in cannot see its tables,
 * and it cannot see those of the service.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("tandem.simulated-provider.user")
class ProviderConnections {

    /** A request takes about a millisecond, so a few connections serve more than a thousand a second. */
    private static final int CONNECTIONS = 4;

    /** The time limits are those of the other connections. */
    @Bean(defaultCandidate = false)
    HikariDataSource simulatedProviderDataSource(
            JdbcConnectionDetails database, Environment environment, SimulatedProviderSettings settings) {
        var pool = Binder.get(environment).bindOrCreate("spring.datasource.hikari", HikariDataSource.class);
        pool.setPoolName("simulated-provider");
        pool.setJdbcUrl(database.getJdbcUrl());
        pool.setUsername(settings.user());
        pool.setPassword(settings.password());
        pool.setMaximumPoolSize(CONNECTIONS);
        return pool;
    }
}
