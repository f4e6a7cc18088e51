package dev.tandem.provider;

import dev.tandem.web.problem.ProblemCatalogue;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Adds the simulated provider to a service, but only on request: it takes no money and approves unknown cards. */
@AutoConfiguration
@ConditionalOnBooleanProperty("tandem.simulated-provider.enabled")
@EnableConfigurationProperties(SimulatedProviderSettings.class)
class ProviderSimulatorAutoConfiguration {

    @Bean
    SimulatedProvider simulatedProvider(DataSource database, SimulatedProviderSettings settings) {
        return new SimulatedProvider(SimulatedCharges.in(database), settings);
    }

    @Bean
    ProblemCatalogue providerProblems() {
        return ProblemCatalogue.of(ProviderProblem.values());
    }
}
