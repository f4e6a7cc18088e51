package dev.tandem.simulation.world;

import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.inventory.application.ExpireReservations;
import dev.tandem.inventory.application.ReservationSettings;
import dev.tandem.simulation.database.ReservationStore;
import dev.tandem.simulation.database.StockStore;
import dev.tandem.simulation.database.WarehouseStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** The simulated inventory-service. */
final class InventoryNode extends Node {

    final ReservationStore reservations;
    final StockStore stock;
    final InventoryApi api;

    InventoryNode(Infrastructure infrastructure) {
        super("inventory", infrastructure);
        this.reservations = new ReservationStore(database, infrastructure.environment.time());
        this.stock = new StockStore(database);
        var lifetime =
                Beans.defaults("tandem.reservations", ReservationSettings.class).lifetime();
        // Requests that wait for each other would stop virtual time.
        var settings = new ReservationSettings(lifetime, 1);
        var beans = Beans.of(
                Beans.InventoryService.class,
                database,
                reservations,
                stock,
                new WarehouseStore(reservations, stock),
                outbox,
                new SimpleMeterRegistry(),
                settings);
        this.api = beans.getBean(InventoryApi.class);
        subscribe(beans);
        var expireReservations = beans.getBean(ExpireReservations.class);
        schedule(
                Duration.ofSeconds(10),
                () -> reservations.nextOverdue(settings.lifetime()),
                _ -> expireReservations.expire());
    }
}
