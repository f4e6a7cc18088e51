package dev.tandem.order.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.consumercontracts.SealedTokens;
import dev.tandem.order.OrderFixtures;
import dev.tandem.order.application.OrdersContract;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.Orders;
import dev.tandem.order.domain.SagaEvent;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

@JdbcTest
@Import({JdbcOrders.class, ChangesOnly.class})
@AutoConfigureTestDatabase(replace = Replace.NONE)
@RealInfrastructure
@Transactional(propagation = Propagation.NOT_SUPPORTED) // real commits, as in production
class JdbcOrdersIT extends OrdersContract {

    @Autowired
    Orders orders;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @Override
    protected Orders orders() {
        return orders;
    }

    @Override
    protected void inTransaction(Runnable work) {
        transactions.executeWithoutResult(_ -> work.run());
    }

    /** Earlier builds stored tokens in plain text. */
    @Test
    void a_token_in_plain_text_is_sealed_as_it_is_read_and_erased_with_the_next_change() {
        var id = OrderFixtures.order().id();
        var order = new Order(
                id, OrderFixtures.ADA, "sealed", List.of(OrderFixtures.TWO_MUGS), Instant.now(), Instant.now());
        orders.add(order, Set.of());
        jdbc.sql("update orders set sealed_token = null, payment_token = 'tok_visa' where id = ?")
                .param(id)
                .update();

        var found = orders.findById(id).orElseThrow();
        assertThat(SealedTokens.open(id, String.valueOf(found.sealedToken()))).isEqualTo("tok_visa");

        found.apply(new SagaEvent.StockReserved(), Instant.now(), OrderFixtures.LIMITS);
        assertThat(orders.update(found, Set.of())).isTrue();
        assertThat(jdbc.sql("select coalesce(payment_token, sealed_token) from orders where id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .isEqualTo(found.sealedToken());
    }
}
