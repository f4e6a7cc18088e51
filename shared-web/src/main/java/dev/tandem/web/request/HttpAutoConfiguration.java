package dev.tandem.web.request;

import dev.tandem.web.text.StrictStringDeserializer;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleModule;

/** Gives all services the same rules for HTTP. The related settings are in {@code http.yml}. */
@AutoConfiguration(before = WebMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(HttpSettings.class)
@Import({StrictUuids.class, ApiVersionHandler.class})
class HttpAutoConfiguration {

    @Bean
    ApiVersions apiVersions(@Value("${spring.mvc.apiversion.supported:1}") List<String> supported) {
        return new ApiVersions(supported);
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(HttpSettings settings) {
        var filter = new FilterRegistrationBean<>(new BodyLimit(settings.maxBodySize()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    CorrelationFilter correlationFilter() {
        return new CorrelationFilter();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestClientCustomizer.class)
    static class WithRestClient {

        @Bean
        RestClientCustomizer passOnCorrelationId(CorrelationFilter correlationId) {
            return builder -> builder.requestInterceptor(correlationId);
        }
    }

    @Bean
    QueryText queryText() {
        return new QueryText();
    }

    @Bean
    JacksonModule texts() {
        return new SimpleModule("texts").addDeserializer(String.class, new StrictStringDeserializer());
    }
}
