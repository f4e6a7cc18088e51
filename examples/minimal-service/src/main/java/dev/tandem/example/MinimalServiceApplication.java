package dev.tandem.example;

import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.database.MigrateOrServe;
import dev.tandem.messaging.AdditionalChannels;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.service.registry.ImportHttpServices;

/**
 * Starts the service, or migrates its tables. The address and the time limit of inventory-service are in {@code
 * application.yml}.
 */
@SpringBootApplication
@ImportHttpServices(group = "inventory", types = InventoryApi.class)
public class MinimalServiceApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Only a channel that is not in {@code shared-contracts} has to be added. */
    @Bean
    AdditionalChannels ownChannels() {
        return new AdditionalChannels(List.of(PointsEvent.class));
    }

    static void main(String[] args) {
        MigrateOrServe.run(MinimalServiceApplication.class, args);
    }
}
