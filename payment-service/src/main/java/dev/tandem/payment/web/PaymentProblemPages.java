package dev.tandem.payment.web;

import dev.tandem.web.problem.ProblemCatalogue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the problems of payments their pages. */
@Configuration(proxyBeanMethods = false)
class PaymentProblemPages {

    @Bean
    ProblemCatalogue paymentProblems() {
        return ProblemCatalogue.of(PaymentProblem.values());
    }
}
