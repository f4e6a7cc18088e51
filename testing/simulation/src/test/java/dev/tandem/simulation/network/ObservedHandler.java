package dev.tandem.simulation.network;

import dev.tandem.contracts.Message;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.simulation.database.Database;
import dev.tandem.simulation.engine.Environment;
import dev.tandem.simulation.engine.Fault;
import dev.tandem.simulation.engine.InjectedFailure;
import dev.tandem.simulation.engine.PlantedBug;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.dao.CannotAcquireLockException;

/** A message handler of a service that fails at times, and whose deliveries are checked. */
public record ObservedHandler<M extends Message>(MessageHandler<M> handler, Surroundings surroundings)
        implements MessageHandler<M> {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** What surrounds all handlers of a service. */
    public record Surroundings(
            String service,
            Database database,
            Broker broker,
            DeliveryCheck deliveryCheck,
            Set<String> reached,
            Environment environment,
            PlantedBug bug) {

        private void leaveOut(Message message) {
            deliveryCheck.leavingOut(service, broker.rowOf(message));
        }

        private void mayFail() {
            environment.interruptions().mayCrash();
            if (environment.chaos().happens(Fault.FAILED_HANDLER)) {
                throw new InjectedFailure();
            }
            if (environment.chaos().happens(Fault.LOCKED_ROW)) {
                throw new CannotAcquireLockException(
                        InjectedFailure.REASON, new SQLException("a row is locked", LOCK_NOT_AVAILABLE));
            }
        }
    }

    @Override
    public Set<Class<? extends M>> ignored() {
        return handler.ignored();
    }

    @Override
    public Predicate<M> relevant(List<M> messages) {
        var test = handler.relevant(messages);
        return message -> {
            var isRelevant = test.test(message);
            if (!isRelevant) {
                surroundings.leaveOut(message);
            }
            return isRelevant;
        };
    }

    @Override
    public void prepare(List<M> messages) {
        if (messages.size() > 1) {
            surroundings.reached().add("several messages in one transaction");
        }
        surroundings.mayFail();
        handler.prepare(messages);
    }

    @Override
    public void handle(M message) {
        surroundings.mayFail();
        var row = surroundings.broker().rowOf(message);
        surroundings.environment().trace().add(surroundings.service(), "handles %s %s", row.id(), message);
        surroundings.deliveryCheck().handling(surroundings.service(), row);
        handler.handle(message);
        if (surroundings.bug() == PlantedBug.BATCH_COMMITS_EARLY) {
            surroundings.database().commitEarly();
        }
        surroundings.mayFail();
    }
}
