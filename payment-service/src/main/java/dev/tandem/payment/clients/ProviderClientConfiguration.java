package dev.tandem.payment.clients;

import java.net.http.HttpClient;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

/** Makes a client of {@link ProviderApi}; where it is and how long it may take stands in {@code application.yml}. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "provider", types = ProviderApi.class)
class ProviderClientConfiguration {

    /** On plain HTTP the JDK's client tries to upgrade to HTTP/2, which costs time and blurs faults. */
    @Bean
    static ClientHttpRequestFactoryBuilderCustomizer<JdkClientHttpRequestFactoryBuilder> http11() {
        return builder -> builder.withHttpClientCustomizer(client -> client.version(HttpClient.Version.HTTP_1_1));
    }
}
