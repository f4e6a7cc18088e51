package dev.tandem.warmup;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionOperations;

/** Runs each {@link Rehearsal} of a service before it is ready. */
@AutoConfiguration(after = TransactionAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "tandem.warm-up.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WarmUpSettings.class)
class WarmUpAutoConfiguration {

    @Bean
    @Order(0)
    ApplicationRunner warmUp(
            ObjectProvider<Rehearsal> rehearsals,
            TransactionOperations transactions,
            WarmUpSettings settings,
            Environment environment) {
        return _ -> {
            var self = self(environment);
            if (self.isPresent()) {
                warmUp(rehearsals.orderedStream().toList(), transactions, self.get(), settings);
            }
        };
    }

    private static void warmUp(
            List<Rehearsal> rehearsals, TransactionOperations transactions, URI self, WarmUpSettings settings)
            throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            new WarmUp(rehearsals, new Stage(transactions, self, http), settings).run();
        }
    }

    /** The address on which this service listens; empty in a test without a server. */
    private static Optional<URI> self(Environment environment) {
        var address = environment.getProperty("server.address", "localhost");
        return Optional.ofNullable(environment.getProperty("local.server.port"))
                .map(port -> URI.create("http://" + address + ":" + port));
    }
}
