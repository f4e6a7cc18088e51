package dev.tandem.order.web;

import dev.tandem.web.problem.ProblemCatalogue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the problems of orders their pages. */
@Configuration(proxyBeanMethods = false)
class OrderProblemPages {

    @Bean
    ProblemCatalogue orderProblems() {
        return ProblemCatalogue.of(OrderProblem.values());
    }
}
