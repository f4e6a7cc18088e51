package dev.tandem.provider;

import dev.tandem.web.problem.ProblemCatalogue;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Adds the simulated provider to a service, but only on request: it takes no money and approves unknown cards. */
@AutoConfiguration
@ConditionalOnBooleanProperty("tandem.simulated-provider.enabled")
@EnableConfigurationProperties(SimulatedProviderSettings.class)
@Import(ProviderConnections.class)
class ProviderSimulatorAutoConfiguration {

    @Bean
    SimulatedProvider simulatedProvider(
            DataSource service,
            @Qualifier("simulatedProviderDataSource") Optional<DataSource> own,
            SimulatedProviderSettings settings) {
        return new SimulatedProvider(SimulatedCharges.in(own.orElse(service)), settings);
    }

    @Bean
    ProblemCatalogue providerProblems() {
        return ProblemCatalogue.of(ProviderProblem.values());
    }
}
