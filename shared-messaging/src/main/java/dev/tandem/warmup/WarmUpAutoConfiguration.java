package dev.tandem.warmup;

import java.net.URI;
import java.net.http.HttpClient;
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

/** Does each {@link Rehearsal} of a service before it is ready. */
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
            try (var http = HttpClient.newHttpClient()) {
                var stage = new Stage(transactions, self(environment), http);
                new WarmUp(rehearsals.orderedStream().toList(), stage, settings).run();
            }
        };
    }

    private static URI self(Environment environment) {
        var address = environment.getProperty("server.address", "localhost");
        return URI.create("http://" + address + ":" + environment.getRequiredProperty("local.server.port"));
    }
}
