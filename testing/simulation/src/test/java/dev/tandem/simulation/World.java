package dev.tandem.simulation;

import static dev.tandem.simulation.Beans.defaults;
import static dev.tandem.simulation.Beans.noOp;
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
import dev.tandem.simulation.engine.Environment;
import dev.tandem.simulation.engine.Instance;
import dev.tandem.simulation.engine.PlantedBug;
import dev.tandem.simulation.engine.Service;
import dev.tandem.simulation.engine.Violations;
import dev.tandem.simulation.network.Broker;
import dev.tandem.simulation.network.DeliveryCheck;
import dev.tandem.simulation.network.Network;
import dev.tandem.simulation.network.Network.NoAnswerException;
import dev.tandem.simulation.network.PriceList;
import dev.tandem.simulation.network.Provider;
import dev.tandem.simulation.network.Relay;
import dev.tandem.simulation.network.RemoteServices;
import dev.tandem.simulation.network.Subscriber;
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

/** All services and the fakes of their surroundings, wired together. */
final class World {

    final Environment environment = Environment.create();
    final Violations violations = new Violations();
    final Broker broker = new Broker();

    private final Service order = Service.thatMayCrash("order", environment);
    private final Service inventory = Service.thatMayCrash("inventory", environment);
    private final Service payment = Service.thatMayCrash("payment", environment);
    private final Service notification = Service.thatMayCrash("notification", environment);
    private final Service providerService = Service.thatNeverCrashes("provider", environment);

    final Database orderDatabase = new Database("order", environment);
    private final Database inventoryDatabase = new Database("inventory", environment);
    private final Database paymentDatabase = new Database("payment", environment);
    private final Database notificationDatabase = new Database("notification", environment);

    final OrderStore orders = new OrderStore(orderDatabase, environment.time());
    final ReservationStore reservations = new ReservationStore(inventoryDatabase, environment.time());
    final StockStore stock = new StockStore(inventoryDatabase);
    final PaymentStore payments = new PaymentStore(paymentDatabase, environment.time());
    final NotificationStore notifications = new NotificationStore(notificationDatabase);
    final Provider provider;
    final Customers customers;

    private final PlantedBug bug;
    private final Network network = new Network(environment, this::expectOnlyFaults);
    private final List<Relay> relays = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();

    World(PlantedBug bug) {
        this.bug = bug;
        this.provider = new Provider(providerService, network, environment.time(), bug);
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
                environment.time(),
                orders,
                new IdempotentRequestStore(orderDatabase, environment.time(), bug),
                new PriceList(environment),
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
                environment.time(),
                payments,
                provider,
                outbox(paymentDatabase),
                noOp(ParkedPayments.class),
                new FingerprintSettings(List.of("a-key-that-only-the-simulation-knows")),
                new SimpleMeterRegistry(),
                defaults("tandem.payment", PaymentSettings.class));
    }

    private ApplicationContext notificationBeans() {
        return Beans.of(
                Beans.NotificationService.class,
                notificationDatabase,
                environment.time(),
                notifications,
                outbox(notificationDatabase),
                noOp(MailSender.class));
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
                environment,
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
        var relay = new Relay(database, service, broker, environment);
        relays.add(relay);
        database.afterCommit(relay::plan);
        service.afterRestart(relay::plan);
        service.afterRestart(() -> broker.resume(service));
        var inbox = new InMemoryInbox(database, bug);
        var deliveryCheck = new DeliveryCheck(database, broker::logOf, violations);
        for (var handler : handlers(beans)) {
            broker.subscribe(
                    topicOf(handler), new Subscriber(service, handler, inbox, deliveryCheck, violations, environment));
        }
    }

    @SuppressWarnings("unchecked") // a handler receives only the messages of its topic
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
                environment);
        schedule(payment, paymentDatabase, Duration.ofMillis(200), payments::nextUnsettled, settle::settle);

        var operator = paymentBeans.getBean(RetryParkedPayment.class);
        schedule(
                payment,
                paymentDatabase,
                Duration.ofMinutes(20),
                () -> payments.parked().stream()
                        .findAny()
                        .map(_ -> environment.time().instant()),
                _ -> payments.parked().forEach(id -> operator.retry(id, "grace", "the provider is back")));
    }

    private void schedule(
            Service service,
            Database database,
            Duration interval,
            Supplier<Optional<Instant>> due,
            Consumer<Instance> work) {
        var job = new Job(service, interval, due, work, environment);
        jobs.add(job);
        database.afterCommit(job::plan);
        service.afterRestart(job::plan);
    }

    List<Service> services() {
        return List.of(order, inventory, payment, notification, providerService);
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

    /** From now on everything works: no fault occurs, and all processes are up. */
    void endFaults() {
        environment.trace().add("", "the faults end");
        environment.chaos().endFaults();
        provider.answerAll();
        services().forEach(Service::restartAll);
        jobs.forEach(Job::plan);
    }

    void reset() {
        environment.time().reset();
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
