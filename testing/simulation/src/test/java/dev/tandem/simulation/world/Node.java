package dev.tandem.simulation.world;

import static java.util.Objects.requireNonNull;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.contracts.payment.PaymentCommand;
import dev.tandem.database.Change;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.Outbox;
import dev.tandem.simulation.database.Database;
import dev.tandem.simulation.database.InMemoryInbox;
import dev.tandem.simulation.engine.Instance;
import dev.tandem.simulation.engine.PlantedBug;
import dev.tandem.simulation.engine.Service;
import dev.tandem.simulation.network.DeliveryCheck;
import dev.tandem.simulation.network.Relay;
import dev.tandem.simulation.network.Subscriber;
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

/** One simulated service: its processes, its database, its relay, its consumers, and its jobs. */
abstract class Node {

    final Infrastructure infrastructure;
    final Service service;
    final Database database;
    final Outbox outbox = new SimulatedOutbox();
    private final Relay relay;
    private final List<Job> jobs = new ArrayList<>();

    Node(String name, Infrastructure infrastructure) {
        this.infrastructure = infrastructure;
        this.service = Service.thatMayCrash(name, infrastructure.environment);
        this.database = new Database(name, infrastructure.environment);
        this.relay = new Relay(database, service, infrastructure.broker, infrastructure.environment);
        database.afterCommit(relay::plan);
        service.afterRestart(relay::plan);
        service.afterRestart(() -> infrastructure.broker.resume(service));
    }

    /** The outbox in the simulated database. The planted bug drops some messages. */
    private final class SimulatedOutbox implements Outbox {

        @Override
        public void add(Message message) {
            if (!isDropped(message)) {
                database.add(message);
            }
        }

        /** The simulated repository has made the change. */
        @Override
        public boolean addWith(Change change, List<? extends Message> messages) {
            messages.forEach(this::add);
            return true;
        }
    }

    private boolean isDropped(Message message) {
        return switch (message) {
            case InventoryCommand.ReleaseStock _ -> infrastructure.bug == PlantedBug.RELEASE_NOT_SENT;
            case PaymentCommand.RefundPayment _ -> infrastructure.bug == PlantedBug.REFUND_NOT_SENT;
            default -> false;
        };
    }

    /** Subscribes all message handlers of the service to their topics. */
    void subscribe(ApplicationContext beans) {
        var inbox = new InMemoryInbox(database, infrastructure.bug);
        var deliveryCheck = new DeliveryCheck(database, infrastructure.broker::logOf, infrastructure.violations);
        for (var handler : handlers(beans)) {
            infrastructure.broker.subscribe(
                    topicOf(handler),
                    new Subscriber(
                            service,
                            handler,
                            inbox,
                            deliveryCheck,
                            infrastructure.violations,
                            infrastructure.environment));
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

    /** Adds a job, which runs some time between its due time and the end of the interval that follows. */
    void schedule(Duration interval, Supplier<Optional<Instant>> due, Consumer<Instance> work) {
        var job = new Job(service, interval, due, work, infrastructure.environment);
        jobs.add(job);
        database.afterCommit(job::plan);
        service.afterRestart(job::plan);
    }

    void planJobs() {
        jobs.forEach(Job::plan);
    }

    boolean isIdle() {
        return service.isIdle() && relay.isIdle();
    }

    void reset() {
        service.reset();
        database.reset();
        relay.reset();
        jobs.forEach(Job::reset);
    }
}
