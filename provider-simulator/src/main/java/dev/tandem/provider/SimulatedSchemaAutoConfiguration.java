package dev.tandem.provider;

import dev.tandem.database.ModuleSchema;
import dev.tandem.database.ModuleSchema.User;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The tables of the simulated provider. It takes over those that earlier builds of payment-service have created. */
@AutoConfiguration
@ConditionalOnBooleanProperty("tandem.simulated-provider.enabled")
@EnableConfigurationProperties(SimulatedProviderSettings.class)
class SimulatedSchemaAutoConfiguration {

    @Bean
    ModuleSchema simulatedProviderSchema(SimulatedProviderSettings settings) {
        var user = settings.user() == null ? null : new User(settings.user(), settings.password());
        return new ModuleSchema("simulated_provider", "classpath:db/simulated-provider", Map.of(), List.of(), user);
    }
}
