package dev.tandem.benchmark.contestant;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Our relay, as a service has it: from the auto-configuration, with its default settings. */
final class LedgerRelay implements Relay {

    private final ConfigurableApplicationContext service;

    LedgerRelay(Link link) {
        service = new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(Map.of(
                        "spring.application.name",
                        "benchmark",
                        "spring.datasource.url",
                        link.jdbcUrl(),
                        "spring.datasource.username",
                        Link.USER,
                        "spring.kafka.bootstrap-servers",
                        link.bootstrapServers(),
                        // The table of the writers exists before.
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

    /** A service that only relays. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}
}
