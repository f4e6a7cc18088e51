package dev.tandem.benchmark.contestant;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Our relay, as in a service: from the auto-configuration, with its default settings. */
final class LedgerRelay implements Relay {

    private final ConfigurableApplicationContext service;

    LedgerRelay(Endpoints endpoints) {
        service = new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(Map.of(
                        "spring.application.name",
                        "benchmark",
                        "spring.datasource.url",
                        endpoints.jdbcUrl(),
                        "spring.datasource.username",
                        Endpoints.USER,
                        "spring.kafka.bootstrap-servers",
                        endpoints.bootstrapServers(),
                        // One role owns the tables and uses them.
                        "tandem.database.migrate",
                        true,
                        // The writers' table already exists.
                        "spring.flyway.baseline-on-migrate",
                        true))
                .run();
        service.stop();
    }

    @Override
    public void start(int from, int to) {
        service.start();
    }

    @Override
    public void stop() {
        service.stop();
    }

    /** A service that has nothing but the relay. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}
}
