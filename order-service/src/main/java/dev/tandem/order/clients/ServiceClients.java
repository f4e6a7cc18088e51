package dev.tandem.order.clients;

import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.contracts.payment.PaymentApi;
import dev.tandem.order.application.ServiceUnavailableException;
import java.net.http.HttpClient;
import java.util.function.Supplier;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClientException;
import org.springframework.web.service.registry.ImportHttpServices;

/** Makes clients of the other services; where they are and how long they may take stands in {@code application.yml}. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "inventory", types = InventoryApi.class)
@ImportHttpServices(group = "payment", types = PaymentApi.class)
class ServiceClients {

    /** On plain HTTP the JDK's client tries to upgrade to HTTP/2, which costs time and blurs faults. */
    @Bean
    static ClientHttpRequestFactoryBuilderCustomizer<JdkClientHttpRequestFactoryBuilder> http11() {
        return builder -> builder.withHttpClientCustomizer(client -> client.version(HttpClient.Version.HTTP_1_1));
    }

    /** An error status is no answer either: every business outcome of the other services comes with a 200. */
    static <T> T ask(String service, Supplier<T> call) {
        try {
            return call.get();
        } catch (RestClientException noAnswer) {
            throw new ServiceUnavailableException(service, noAnswer);
        }
    }
}
