package dev.tandem.simulation;

import static dev.tandem.simulation.Beans.defaults;
import static dev.tandem.simulation.Beans.silent;
import static java.util.Objects.requireNonNull;

import dev.tandem.context.DeadlineExceededException;
import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.contracts.payment.PaymentApi;
import dev.tandem.inventory.application.ExpireReservations;
import dev.tandem.inventory.application.ReservationSettings;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.Outbox;
import dev.tandem.notification.application.MailSender;
import dev.tandem.order.application.CancelOrder;
import dev.tandem.order.application.OrderSettings;
import dev.tandem.order.application.PlaceOrder;
import dev.tandem.order.application.PlaceOrderOnce;
import dev.tandem.order.application.RecoverOrders;
import dev.tandem.order.application.ServiceUnavailableException;
import dev.tandem.payment.application.FingerprintSettings;
import dev.tandem.payment.application.OutcomeUnknownException;
import dev.tandem.payment.application.ParkedPayments;
import dev.tandem.payment.application.PaymentSettings;
import dev.tandem.payment.application.RetryParkedPayment;
import dev.tandem.payment.application.SettlePayment;
import dev.tandem.simulation.database.Database;
import dev.tandem.simulation.database.IdempotentRequestStore;
import dev.tandem.simulation.database.InMemoryInbox;
import dev.tandem.simulation.database.NotificationStore;
import dev.tandem.simulation.database.OrderStore;
import dev.tandem.simulation.database.PaymentStore;
import dev.tandem.simulation.database.ReservationStore;
import dev.tandem.simulation.database.StockStore;
import dev.tandem.simulation.engine.Instance;
import dev.tandem.simulation.engine.PlantedBug;
import dev.tandem.simulation.engine.Service;
import dev.tandem.simulation.engine.Stage;
import dev.tandem.simulation.engine.Violations;
import dev.tandem.simulation.network.Broker;
import dev.tandem.simulation.network.Network;
import dev.tandem.simulation.network.Network.NoAnswerException;
import dev.tandem.simulation.network.PriceList;
import dev.tandem.simulation.network.Provider;
import dev.tandem.simulation.network.Relay;
import dev.tandem.simulation.network.RemoteServices;
import dev.tandem.simulation.network.Subscriber;
import dev.tandem.simulation.network.Witness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.transaction.TransactionException;

/** All services and their surroundings, wired together. */
final class World {

    final Stage stage = Stage.create();
    final Violations violations = new Violations();
    final Broker broker = new Broker();

    private final Service order = Service.thatMayCrash("order", stage);
    private final Service inventory = Service.thatMayCrash("inventory", stage);
    private final Service payment = Service.thatMayCrash("payment", stage);
    private final Service notification = Service.thatMayCrash("notification", stage);
    private final Service bank = Service.thatNeverCrashes("provider", stage);

    final Database orderDatabase = new Database("order", stage);
    private final Database inventoryDatabase = new Database("inventory", stage);
    private final Database paymentDatabase = new Database("payment", stage);
    private final Database notificationDatabase = new Database("notification", stage);

    final OrderStore orders = new OrderStore(orderDatabase, stage.time());
    final ReservationStore reservations = new ReservationStore(inventoryDatabase, stage.time());
    final StockStore stock = new StockStore(inventoryDatabase);
    final PaymentStore payments = new PaymentStore(paymentDatabase, stage.time());
    final NotificationStore notifications = new NotificationStore(notificationDatabase);
    final Provider provider;
    final Customers customers;

    private final PlantedBug bug;
    private final Network network = new Network(stage, this::expectOnlyFaults);
    private final List<Relay> relays = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();

    World(PlantedBug bug) {
        this.bug = bug;
        this.provider = new Provider(bank, network, stage.time(), bug);
        var inventoryBeans = inventoryBeans();
        var paymentBeans = paymentBeans();
        var orderBeans = orderBeans(inventoryBeans.getBean(InventoryApi.class), paymentBeans.getBean(PaymentApi.class));
        this.customers = customers(orderBeans);
        connect(order, orderDatabase, orderBeans);
        connect(inventory, inventoryDatabase, inventoryBeans);
        connect(payment, paymentDatabase, paymentBeans);
        connect(notification, notificationDatabase, notificationBeans());
        schedule(orderBeans, inventoryBeans, paymentBeans);
    }

    private ApplicationContext orderBeans(InventoryApi inventoryApi, PaymentApi paymentApi) {
        var remote = new RemoteServices(network);
        return Beans.of(
                Beans.OrderService.class,
                orderDatabase,
                stage.time(),
                orders,
                new IdempotentRequestStore(orderDatabase, stage.time(), bug),
                new PriceList(stage),
                outbox(orderDatabase),
                remote.inventory(inventory, inventoryApi),
                remote.payment(payment, paymentApi),
                Beans.retries(),
                Beans.breakers(),
                Beans.bulkheads(),
                new SimpleMeterRegistry(),
                defaults("tandem.order", OrderSettings.class));
    }

    private ApplicationContext inventoryBeans() {
        return Beans.of(
                Beans.InventoryService.class,
                inventoryDatabase,
                reservations,
                stock,
                outbox(inventoryDatabase),
                new SimpleMeterRegistry(),
                defaults("tandem.reservations", ReservationSettings.class));
    }

    private ApplicationContext paymentBeans() {
        return Beans.of(
                Beans.PaymentService.class,
                paymentDatabase,
                stage.time(),
                payments,
                provider,
                outbox(paymentDatabase),
                silent(ParkedPayments.class),
                new FingerprintSettings(List.of("a-key-that-only-the-simulation-knows")),
                new SimpleMeterRegistry(),
                defaults("tandem.payment", PaymentSettings.class));
    }

    private ApplicationContext notificationBeans() {
        return Beans.of(
                Beans.NotificationService.class,
                notificationDatabase,
                stage.time(),
                notifications,
                outbox(notificationDatabase),
                silent(MailSender.class));
    }

    private Outbox outbox(Database database) {
        return message -> {
            if (!bug.skips(message)) {
                database.add(message);
            }
        };
    }

    private Customers customers(ApplicationContext orderBeans) {
        return new Customers(
                order,
                orderBeans.getBean(PlaceOrder.class),
                orderBeans.getBean(PlaceOrderOnce.class),
                orderBeans.getBean(CancelOrder.class),
                orders,
                stage,
                this::expectOnlyFaults);
    }

    /** Accepts failures that a fault may cause; any other is a violation. */
    private void expectOnlyFaults(RuntimeException failure) {
        var expected = failure instanceof NoAnswerException
                || failure instanceof TransactionException
                || failure instanceof ServiceUnavailableException
                || failure instanceof OutcomeUnknownException
                || failure instanceof DeadlineExceededException;
        violations.check(expected, "unexpected failure: %s", failure);
    }

    private void connect(Service service, Database database, ApplicationContext beans) {
        var relay = new Relay(database, service, broker, stage);
        relays.add(relay);
        database.afterCommit(relay::plan);
        service.afterStart(relay::plan);
        service.afterStart(() -> broker.resume(service));
        var inbox = new InMemoryInbox(database, bug);
        var witness = new Witness(database, broker::logOf, violations);
        for (var handler : handlers(beans)) {
            broker.subscribe(topicOf(handler), new Subscriber(service, handler, inbox, witness, violations, stage));
        }
    }

    @SuppressWarnings("unchecked") // a handler gets only the messages of its topic
    private static List<MessageHandler<Message>> handlers(ApplicationContext beans) {
        return beans.getBeansOfType(MessageHandler.class).values().stream()
                .map(handler -> (MessageHandler<Message>) handler)
                .toList();
    }

    private static String topicOf(MessageHandler<Message> handler) {
        var messages = ResolvableType.forClass(AopUtils.getTargetClass(handler))
                .as(MessageHandler.class)
                .resolveGeneric(0);
        return requireNonNull(messages).getAnnotation(Channel.class).value();
    }

    private void schedule(
            ApplicationContext orderBeans, ApplicationContext inventoryBeans, ApplicationContext paymentBeans) {
        var recover = orderBeans.getBean(RecoverOrders.class);
        schedule(order, orderDatabase, Duration.ofSeconds(1), orders::nextAbandoned, _ -> recover.recover());

        var lifetime = inventoryBeans.getBean(ReservationSettings.class).lifetime();
        var expire = inventoryBeans.getBean(ExpireReservations.class);
        schedule(
                inventory,
                inventoryDatabase,
                Duration.ofSeconds(10),
                () -> reservations.nextOverdue(lifetime),
                _ -> expire.expire());

        var settle = new Settlement(
                paymentBeans.getBean(SettlePayment.class),
                paymentBeans.getBean(PaymentSettings.class),
                payments,
                paymentDatabase,
                stage);
        schedule(payment, paymentDatabase, Duration.ofMillis(200), payments::nextUnsettled, settle::settle);

        var operator = paymentBeans.getBean(RetryParkedPayment.class);
        schedule(
                payment,
                paymentDatabase,
                Duration.ofMinutes(20),
                () -> payments.parked().stream().findAny().map(_ -> stage.time().instant()),
                _ -> payments.parked().forEach(id -> operator.retry(id, "grace", "the provider is back")));
    }

    private void schedule(
            Service service,
            Database database,
            Duration interval,
            Supplier<Optional<Instant>> due,
            Consumer<Instance> work) {
        var job = new Job(service, interval, due, work, stage);
        jobs.add(job);
        database.afterCommit(job::plan);
        service.afterStart(job::plan);
    }

    List<Service> services() {
        return List.of(order, inventory, payment, notification, bank);
    }

    List<Database> databases() {
        return List.of(orderDatabase, inventoryDatabase, paymentDatabase, notificationDatabase);
    }

    void checkOrders(Runnable check) {
        orderDatabase.beforeCommit(_ -> check.run());
    }

    void checkStock(Runnable check) {
        inventoryDatabase.beforeCommit(_ -> check.run());
    }

    /** Whether every message is handled and no task is running. */
    boolean isAtRest() {
        return services().stream().allMatch(Service::isIdle)
                && relays.stream().allMatch(Relay::isIdle)
                && broker.isIdle();
    }

    /** Ends all faults: from now on everything works. */
    void endFaults() {
        stage.trace().add("", "the faults end");
        stage.chaos().end();
        provider.speak();
        services().forEach(Service::startAll);
        jobs.forEach(Job::plan);
    }

    void reset() {
        stage.time().reset();
        violations.reset();
        services().forEach(Service::reset);
        databases().forEach(Database::reset);
        relays.forEach(Relay::reset);
        jobs.forEach(Job::reset);
        broker.reset();
        provider.reset();
        customers.reset();
    }
}
