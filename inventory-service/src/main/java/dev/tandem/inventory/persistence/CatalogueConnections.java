package dev.tandem.inventory.persistence;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * A connection pool for reads of the catalogue only: prices can be read even while every other connection of this
 * service waits for a locked row.
 */
@Configuration(proxyBeanMethods = false)
class CatalogueConnections {

    /** The time limits are those of the other connections. */
    @Bean(defaultCandidate = false)
    HikariDataSource catalogueDataSource(
            JdbcConnectionDetails database,
            Environment environment,
            @Value("${tandem.catalogue.connections}") int connections) {
        var pool = Binder.get(environment).bindOrCreate("spring.datasource.hikari", HikariDataSource.class);
        pool.setPoolName("catalogue");
        pool.setJdbcUrl(database.getJdbcUrl());
        pool.setUsername(database.getUsername());
        pool.setPassword(database.getPassword());
        pool.setMaximumPoolSize(connections);
        pool.setReadOnly(true);
        return pool;
    }
}
