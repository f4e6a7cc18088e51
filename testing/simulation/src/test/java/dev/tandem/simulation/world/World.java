package dev.tandem.simulation.world;

import dev.tandem.simulation.database.Database;
import dev.tandem.simulation.database.NotificationStore;
import dev.tandem.simulation.database.OrderStore;
import dev.tandem.simulation.database.PaymentStore;
import dev.tandem.simulation.database.ReservationStore;
import dev.tandem.simulation.database.StockStore;
import dev.tandem.simulation.engine.Environment;
import dev.tandem.simulation.engine.PlantedBug;
import dev.tandem.simulation.engine.Service;
import dev.tandem.simulation.engine.Violations;
import dev.tandem.simulation.network.Broker;
import dev.tandem.simulation.network.Provider;
import java.util.List;
import java.util.stream.Stream;

/** All services and the fakes of their surroundings, wired together. */
public final class World {

    private final Infrastructure infrastructure;
    private final Service providerService;
    private final Provider provider;
    private final InventoryNode inventory;
    private final PaymentNode payment;
    private final OrderNode order;
    private final NotificationNode notification;
    private final List<Node> nodes;

    public World(PlantedBug bug) {
        infrastructure = new Infrastructure(bug);
        providerService = Service.thatNeverCrashes("provider", environment());
        provider = new Provider(
                providerService, infrastructure.network, environment().time(), bug);
        inventory = new InventoryNode(infrastructure);
        payment = new PaymentNode(infrastructure, provider);
        order = new OrderNode(infrastructure, inventory, payment);
        notification = new NotificationNode(infrastructure);
        nodes = List.of(order, inventory, payment, notification);
    }

    public Environment environment() {
        return infrastructure.environment;
    }

    public Violations violations() {
        return infrastructure.violations;
    }

    public Broker broker() {
        return infrastructure.broker;
    }

    public Provider provider() {
        return provider;
    }

    public Customers customers() {
        return order.customers;
    }

    public OrderStore orders() {
        return order.orders;
    }

    public ReservationStore reservations() {
        return inventory.reservations;
    }

    public StockStore stock() {
        return inventory.stock;
    }

    public PaymentStore payments() {
        return payment.payments;
    }

    public NotificationStore notifications() {
        return notification.notifications;
    }

    public Database orderDatabase() {
        return order.database;
    }

    public Database inventoryDatabase() {
        return inventory.database;
    }

    public List<Database> databases() {
        return nodes.stream().map(node -> node.database).toList();
    }

    /** What the consumers have done so far: batches, and the states of dead letters. */
    public Stream<String> reached() {
        return Stream.concat(
                infrastructure.reached.stream(),
                nodes.stream().flatMap(node -> node.letters.states().stream()).map(state -> "letter " + state));
    }

    /** Whether every message is handled and no task is running. */
    public boolean isAtRest() {
        return providerService.isIdle() && nodes.stream().allMatch(Node::isIdle) && broker().isIdle();
    }

    /** From now on everything works: no fault occurs, and all processes are up. */
    public void endFaults() {
        environment().trace().add("", "the faults end");
        environment().chaos().endFaults();
        provider.answerAll();
        services().forEach(Service::restartAll);
        nodes.forEach(Node::planJobs);
    }

    /** Ends all tasks of all services. */
    public void stop() {
        services().forEach(Service::stopAll);
        while (!services().allMatch(Service::isIdle) && environment().time().step()) {
            // Each step lets a task notice that its process has ended.
        }
    }

    private Stream<Service> services() {
        return Stream.concat(nodes.stream().map(node -> node.service), Stream.of(providerService));
    }

    public void reset() {
        infrastructure.reset();
        nodes.forEach(Node::reset);
        providerService.reset();
        provider.reset();
        customers().reset();
    }
}
