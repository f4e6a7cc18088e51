package dev.tandem.payment.application;

import dev.tandem.sealing.SealingSettings;
import dev.tandem.sealing.TokenOpener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets this service open tokens; no other service has such a bean. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    TokenOpener tokenOpener(SealingSettings settings) {
        return new TokenOpener(settings);
    }
}
