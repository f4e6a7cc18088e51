package dev.tandem.simulation.world;

import dev.tandem.contracts.Message;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.inbox.RealConsumers;
import dev.tandem.simulation.database.Database;
import dev.tandem.simulation.database.InMemoryInbox;
import dev.tandem.simulation.database.LetterStore;
import dev.tandem.simulation.engine.Service;
import dev.tandem.simulation.network.DeliveryCheck;
import dev.tandem.simulation.network.ObservedHandler;
import dev.tandem.simulation.network.TopicConsumer;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/** The real consumers of a simulated service, over its simulated database and broker. */
final class ServiceConsumers {

    private final LetterStore letters;
    private final Service service;
    private final Database database;
    private final Infrastructure infrastructure;
    private final DeliveryCheck deliveries;
    private final RealConsumers consumers;

    ServiceConsumers(
            List<MessageHandler<?>> handlers,
            LetterStore letters,
            Service service,
            Database database,
            Infrastructure infrastructure) {
        this.letters = letters;
        this.service = service;
        this.database = database;
        this.infrastructure = infrastructure;
        this.deliveries = new DeliveryCheck(database, infrastructure.broker::logOf, infrastructure.violations);
        this.consumers = new RealConsumers(handlers, new Observer(observed()), surroundings());
        consumers.topics().forEach(this::subscribe);
    }

    private record Observer(ObservedHandler.Surroundings surroundings) implements RealConsumers.Observer {

        @Override
        public <M extends Message> MessageHandler<M> observed(MessageHandler<M> handler) {
            return new ObservedHandler<>(handler, surroundings);
        }
    }

    private ObservedHandler.Surroundings observed() {
        return new ObservedHandler.Surroundings(
                service.name(),
                database,
                infrastructure.broker,
                deliveries,
                infrastructure.reached,
                infrastructure.environment,
                infrastructure.bug);
    }

    private RealConsumers.Surroundings surroundings() {
        return new RealConsumers.Surroundings(
                new InMemoryInbox(database, infrastructure.bug),
                letters,
                letters::lock,
                infrastructure.broker::read,
                new TransactionTemplate(database),
                database.check(),
                TopicConsumer.ATTEMPTS,
                infrastructure.meters);
    }

    private void subscribe(String topic) {
        infrastructure.broker.subscribe(
                new TopicConsumer(service, topic, consumers, letters, infrastructure.environment, infrastructure.bug));
    }

    /** Tries the letters as the worker of the redelivery does: each one, and then those that follow it. */
    void redeliver() {
        for (var first : letters.ready()) {
            var letter = Optional.of(first);
            while (letter.isPresent() && consumers.redeliver(letter.get())) {
                letter = letters.next(letter.get().id());
            }
        }
    }

    /** Forgets what a process keeps in memory. */
    void restart() {
        consumers.restart();
    }

    void reset() {
        deliveries.reset();
        consumers.restart();
    }
}
