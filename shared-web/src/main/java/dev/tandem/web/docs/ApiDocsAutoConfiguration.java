package dev.tandem.web.docs;

import static org.springframework.web.servlet.function.RequestPredicates.GET;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Serves the committed OpenAPI document of a service at {@code /openapi.json}, and a page to read it and to try it out
 * at {@code /docs}. Nothing is generated at runtime: the tests ensure that the document is true.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnResource(resources = ApiDocsAutoConfiguration.DOCUMENT)
class ApiDocsAutoConfiguration {

    static final String DOCUMENT = "classpath:contracts/present/${spring.application.name}.openapi.json";

    @Bean
    RouterFunction<ServerResponse> apiDocs(@Value(DOCUMENT) Resource document) {
        return RouterFunctions.route()
                .resource(GET("/openapi.json"), document)
                .resource(GET("/docs"), new ClassPathResource("docs.html", ApiDocsAutoConfiguration.class))
                .build();
    }
}
