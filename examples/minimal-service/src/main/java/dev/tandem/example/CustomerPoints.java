package dev.tandem.example;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The points of the customers in PostgreSQL. */
@Repository
class CustomerPoints {

    private static final String ADD = """
        insert into customer_points (customer_id, points) values (?, ?)
        on conflict (customer_id) do update set points = customer_points.points + excluded.points
        returning points""";

    private final JdbcClient jdbc;

    CustomerPoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds points, and returns the new total. */
    long add(String customerId, long points) {
        return jdbc.sql(ADD).params(customerId, points).query(Long.class).single();
    }

    /** The points of a customer; zero for a customer without any. */
    long of(String customerId) {
        return jdbc.sql("select points from customer_points where customer_id = ?")
                .param(customerId)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }
}
