package dev.tandem.web.deadline;

import static java.util.Objects.requireNonNull;

import java.net.http.HttpClient;
import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.JdkHttpClientBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has every service respect the deadline of its caller, and pass it on with its own requests. */
@AutoConfiguration(
        // By name: a service without an HTTP client does not have the class.
        beforeName =
                "org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration")
class DeadlineAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class WithWeb {

        @Bean
        DeadlineFilter deadlineFilter() {
            return new DeadlineFilter();
        }

        @Bean
        DeadlineExceededHandler timeIsUpHandler() {
            return new DeadlineExceededHandler();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ClientHttpRequestFactoryBuilder.class)
    static class WithHttpClient {

        /** On plain HTTP the JDK's client tries to upgrade to HTTP/2, which costs time and blurs faults. */
        private final JdkHttpClientBuilder clients = new JdkHttpClientBuilder()
                .withExecutor(Executors.newVirtualThreadPerTaskExecutor())
                .withCustomizer(client -> client.version(HttpClient.Version.HTTP_1_1));

        @Bean
        ClientHttpRequestFactoryBuilder<DeadlineRequests> deadlineRequests() {
            return settings -> requests(requireNonNull(settings, "settings"));
        }

        private DeadlineRequests requests(HttpClientSettings settings) {
            var longest = requireNonNull(settings.readTimeout(), "every HTTP client needs a read-timeout");
            return new DeadlineRequests(clients.build(settings.withReadTimeout(null)), longest);
        }
    }
}
