package dev.tandem.inventory;

import dev.tandem.testing.infrastructure.DevelopmentRun;
import java.util.List;

/** Runs inventory-service alone, with everything that it needs and with the sample products. */
final class DevelopmentInventoryService {

    private DevelopmentInventoryService() {}

    static void main(String[] arguments) {
        DevelopmentRun.start(InventoryServiceApplication::main, List.of("spring.sql.init.mode=always"), arguments);
    }
}
