package dev.tandem.payment.clients;

import dev.tandem.payment.application.fingerprint.MissingSettingException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.service.registry.ImportHttpServices;

/** Creates the client of {@link ProviderApi}; its address and time limits are in {@code application.yml}. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "provider", types = ProviderApi.class)
class ProviderClientConfiguration {

    /** Refuses to start without a usable address, before anything is opened. */
    @Bean
    static BeanFactoryPostProcessor providerAddressCheck(Environment environment) {
        return _ -> requireAddress(environment.getProperty("spring.http.serviceclient.provider.base-url", ""));
    }

    private static void requireAddress(String url) {
        if (!isAddress(url)) {
            throw new MissingSettingException(
                    "payment-service has no payment provider: it needs an address that begins with http:// or https://.",
                    "Set PROVIDER_URL to the address of your payment provider. To play with the built-in simulated one"
                            + " instead, set PROVIDER_URL to the address of this service, followed by /simulated-provider,"
                            + " and TANDEM_SIMULATED_PROVIDER_ENABLED to true; it takes no real money and approves every"
                            + " card that it does not know.");
        }
    }

    private static boolean isAddress(String url) {
        try {
            var address = new URI(url);
            return address.getHost() != null && Set.of("http", "https").contains(address.getScheme());
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }
}
