package dev.tandem.payment;

import dev.tandem.database.MigrateOrServe;
import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts payment-service, or migrates its tables. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class PaymentServiceApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    static void main(String[] args) {
        MigrateOrServe.run(PaymentServiceApplication.class, args);
    }
}
