package dev.tandem.inventory.persistence;

import dev.tandem.inventory.application.Catalogue;
import dev.tandem.inventory.domain.Product;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The catalogue in PostgreSQL, read over {@link CatalogueConnections}. */
@Repository
class JdbcCatalogue implements Catalogue {

    private static final RowMapper<Product> ROW = DataClassRowMapper.newInstance(Product.class);

    private final JdbcClient jdbc;

    JdbcCatalogue(@Qualifier("catalogueDataSource") DataSource connections) {
        this.jdbc = JdbcClient.create(connections);
    }

    @Override
    public List<Product> all() {
        return jdbc.sql("select * from products order by sku").query(ROW).list();
    }

    @Override
    public List<Product> named(Collection<String> skus) {
        return jdbc.sql("select * from products where sku = any (?) order by sku")
                .param(skus.toArray(String[]::new))
                .query(ROW)
                .list();
    }
}
