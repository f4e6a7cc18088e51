package dev.tandem.web.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Has every service answer errors as problems, and show a page for each problem. */
@AutoConfiguration(before = {WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({ProblemHandler.class, ProblemPages.class, ProblemErrorController.class})
class ProblemAutoConfiguration {

    @Bean
    ProblemCatalogue commonProblems() {
        return ProblemCatalogue.of(CommonProblem.values());
    }

    /** Runs inside the valve that Spring Boot adds, which does not touch an answer that has been written. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemValve() {
        return server -> server.addContextCustomizers(
                service -> service.getParent().getPipeline().addValve(new ProblemValve()));
    }
}
