package dev.tandem.messaging.housekeeping;

import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Runs the sweeps of all parts of this module. */
@AutoConfiguration
class HousekeepingAutoConfiguration {

    @Bean
    Housekeeper housekeeper(DataSource database, ObjectProvider<Sweep> sweeps) {
        return new Housekeeper(database, sweeps.orderedStream().toList());
    }
}
