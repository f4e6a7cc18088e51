package dev.tandem.inventory.startup;

import dev.tandem.inventory.application.ReleaseStock;
import dev.tandem.inventory.application.ReserveStock;
import dev.tandem.inventory.domain.ReservedUnits;
import dev.tandem.warmup.Rehearsal;
import dev.tandem.warmup.Stage;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reserves and releases in a transaction that is rolled back. The product does not exist, so no product is locked. */
@Component
class InventoryRehearsal implements Rehearsal {

    private static final String REFUSED_RESERVATION = "{\"lines\": []}";

    private final ReserveStock reserveStock;
    private final ReleaseStock releaseStock;

    InventoryRehearsal(ReserveStock reserveStock, ReleaseStock releaseStock) {
        this.reserveStock = reserveStock;
        this.releaseStock = releaseStock;
    }

    @Override
    public void rehearse(Stage stage) throws Exception {
        var id = UUID.randomUUID();
        stage.rolledBack(() -> {
            reserveStock.reserve(id, List.of(new ReservedUnits("NO-SUCH-PRODUCT", 1)));
            releaseStock.release(UUID.randomUUID());
        });
        stage.get("/internal/products?sku=NO-SUCH-PRODUCT");
        stage.get("/internal/products");
        stage.send("PUT", "/internal/reservations/" + id, REFUSED_RESERVATION);
    }
}
