package dev.tandem.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * New connections to the database of a pool. The pool is reserved for business transactions. Work that keeps a
 * connection, or that needs one while the pool is exhausted, uses connections of its own.
 */
public final class UnpooledConnections {

    private UnpooledConnections() {}

    /**
     * Connections like those of the pool. If the data source is not a pool with an address, the connections come from
     * the data source itself.
     */
    public static DataSource to(DataSource database) {
        return to(database, _ -> {});
    }

    /** Connections with changed properties of the driver; see {@link #to(DataSource)}. */
    public static DataSource to(DataSource database, Consumer<Properties> change) {
        var pool = DataSourceUnwrapper.unwrap(database, HikariDataSource.class);
        if (pool == null || pool.getJdbcUrl() == null) {
            return database;
        }
        var properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        change.accept(properties);
        var connections = new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
        connections.setConnectionProperties(properties);
        return connections;
    }
}
