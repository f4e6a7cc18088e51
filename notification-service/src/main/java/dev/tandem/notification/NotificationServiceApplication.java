package dev.tandem.notification;

import dev.tandem.database.MigrateOrServe;
import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts notification-service, or migrates its tables. */
@SpringBootApplication
@EnableScheduling
public class NotificationServiceApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    static void main(String[] args) {
        MigrateOrServe.run(NotificationServiceApplication.class, args);
    }
}
