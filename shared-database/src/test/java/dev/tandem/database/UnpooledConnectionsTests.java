package dev.tandem.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class UnpooledConnectionsTests {

    @Test
    void are_those_of_the_pool_with_its_properties_and_the_changes() {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:postgresql://localhost/test");
            pool.setUsername("ada");
            pool.addDataSourceProperty("socketTimeout", 10);
            pool.addDataSourceProperty("connectTimeout", 2);

            var connections = (DriverManagerDataSource)
                    UnpooledConnections.to(pool, properties -> properties.setProperty("socketTimeout", "70"));

            assertThat(connections.getUrl()).isEqualTo("jdbc:postgresql://localhost/test");
            assertThat(connections.getUsername()).isEqualTo("ada");
            assertThat(connections.getConnectionProperties())
                    .containsEntry("socketTimeout", "70")
                    .containsEntry("connectTimeout", 2);
        }
    }

    @Test
    void are_those_of_the_data_source_if_there_is_no_pool_with_an_address() {
        var plain = new DriverManagerDataSource();
        assertThat(UnpooledConnections.to(plain)).isSameAs(plain);

        try (var pool = new HikariDataSource()) {
            pool.setDataSourceClassName("org.postgresql.ds.PGSimpleDataSource");
            assertThat(UnpooledConnections.to(pool)).isSameAs(pool);
        }
    }
}
