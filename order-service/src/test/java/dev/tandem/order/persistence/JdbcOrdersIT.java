package dev.tandem.order.persistence;

import dev.tandem.order.application.OrdersContract;
import dev.tandem.order.domain.Orders;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Import;
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

    @Override
    protected Orders orders() {
        return orders;
    }

    @Override
    protected void inTransaction(Runnable work) {
        transactions.executeWithoutResult(_ -> work.run());
    }
}
