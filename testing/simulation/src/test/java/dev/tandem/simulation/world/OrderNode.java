package dev.tandem.simulation.world;

import dev.tandem.order.application.CancelOrder;
import dev.tandem.order.application.OrderEvents;
import dev.tandem.order.application.OrderSettings;
import dev.tandem.order.application.PlaceOrder;
import dev.tandem.order.application.PlaceOrderOnce;
import dev.tandem.order.application.RecoverOrders;
import dev.tandem.sealing.TokenSealer;
import dev.tandem.simulation.database.IdempotentRequestStore;
import dev.tandem.simulation.database.OrderStore;
import dev.tandem.simulation.network.PriceList;
import dev.tandem.simulation.network.RemoteServices;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.springframework.context.ApplicationContext;

/** The simulated order-service, with its customers. It calls inventory-service and payment-service over the network. */
final class OrderNode extends Node {

    final OrderStore orders;
    final Customers customers;

    OrderNode(Infrastructure infrastructure, InventoryNode inventory, PaymentNode payment) {
        super("order", infrastructure);
        this.orders = new OrderStore(database, infrastructure.environment.time());
        var beans = beans(inventory, payment);
        orders.publishThrough(beans.getBean(OrderEvents.class));
        this.customers = customers(beans);
        subscribe(beans);
        var recoverOrders = beans.getBean(RecoverOrders.class);
        schedule(Duration.ofSeconds(1), orders::nextAbandoned, _ -> recoverOrders.recover());
    }

    private ApplicationContext beans(InventoryNode inventory, PaymentNode payment) {
        var environment = infrastructure.environment;
        var remote = new RemoteServices(infrastructure.network);
        return Beans.of(
                Beans.OrderService.class,
                database,
                environment.time(),
                orders,
                new IdempotentRequestStore(database, orders, environment.time(), infrastructure.bug),
                new PriceList(environment),
                outbox,
                remote.inventory(inventory.service, inventory.api),
                remote.payment(payment.service, payment.api),
                Guards.retries(),
                Guards.breakers(),
                Guards.bulkheads(),
                new SimpleMeterRegistry(),
                new TokenSealer(Beans.SEALING),
                Beans.defaults("tandem.order", OrderSettings.class));
    }

    private Customers customers(ApplicationContext beans) {
        return new Customers(
                service,
                beans.getBean(PlaceOrder.class),
                beans.getBean(PlaceOrderOnce.class),
                beans.getBean(CancelOrder.class),
                orders,
                infrastructure.environment,
                infrastructure::expectOnlyFaults);
    }
}
