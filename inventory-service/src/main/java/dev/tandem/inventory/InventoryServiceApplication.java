package dev.tandem.inventory;

import dev.tandem.database.MigrateOrServe;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts inventory-service, or migrates its tables. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class InventoryServiceApplication {

    static void main(String[] args) {
        MigrateOrServe.run(InventoryServiceApplication.class, args);
    }
}
