package dev.tandem.payment.simulator;

import dev.tandem.web.problem.ProblemCatalogue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the problems of the simulated provider their pages. */
@ConditionalOnSimulator
@Configuration(proxyBeanMethods = false)
class ProviderProblemPages {

    @Bean
    ProblemCatalogue providerProblems() {
        return ProblemCatalogue.of(ProviderProblem.values());
    }
}
