package dev.tandem.order.persistence;

import dev.tandem.order.application.IdempotentRequestsContract;
import dev.tandem.order.domain.idempotency.IdempotentRequests;
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
@Import({JdbcIdempotentRequests.class, ChangesOnly.class})
@AutoConfigureTestDatabase(replace = Replace.NONE)
@RealInfrastructure
@Transactional(propagation = Propagation.NOT_SUPPORTED) // real commits, as in production
class JdbcIdempotentRequestsIT extends IdempotentRequestsContract {

    @Autowired
    IdempotentRequests requests;

    @Autowired
    TransactionTemplate transactions;

    @Override
    protected IdempotentRequests requests() {
        return requests;
    }

    @Override
    protected void inTransaction(Runnable work) {
        transactions.executeWithoutResult(_ -> work.run());
    }
}
