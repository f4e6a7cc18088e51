package dev.tandem.simulation.world;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.contracts.payment.PaymentCommand;
import dev.tandem.database.Change;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.Outbox;
import dev.tandem.simulation.database.Database;
import dev.tandem.simulation.database.LetterStore;
import dev.tandem.simulation.engine.Instance;
import dev.tandem.simulation.engine.PlantedBug;
import dev.tandem.simulation.engine.Service;
import dev.tandem.simulation.network.Relay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;

/** One simulated service: its processes, its database, its relay, its consumers, and its jobs. */
abstract class Node {

    final Infrastructure infrastructure;
    final Service service;
    final Database database;
    final Outbox outbox = new SimulatedOutbox();
    private final Relay relay;
    final LetterStore letters;
    private final List<Job> jobs = new ArrayList<>();
    private final List<Runnable> afterReset = new ArrayList<>();

    Node(String name, Infrastructure infrastructure) {
        this.infrastructure = infrastructure;
        this.service = Service.thatMayCrash(name, infrastructure.environment);
        this.database = new Database(name, infrastructure.environment);
        this.letters =
                new LetterStore(database, infrastructure.environment, infrastructure.violations, infrastructure.bug);
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
        var handlers = beans.getBeansOfType(MessageHandler.class).values().stream()
                .<MessageHandler<?>>map(handler -> handler)
                .toList();
        var consumers = new ServiceConsumers(handlers, letters, service, database, infrastructure);
        service.afterRestart(consumers::restart);
        afterReset.add(consumers::reset);
        schedule(Duration.ofMillis(500), letters::nextTry, _ -> consumers.redeliver());
        schedule(Duration.ofMinutes(20), letters::nextDecision, _ -> letters.replayAll());
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
        return service.isIdle() && relay.isIdle() && !letters.isAnyOpen();
    }

    void reset() {
        service.reset();
        database.reset();
        relay.reset();
        letters.reset();
        jobs.forEach(Job::reset);
        afterReset.forEach(Runnable::run);
    }
}
