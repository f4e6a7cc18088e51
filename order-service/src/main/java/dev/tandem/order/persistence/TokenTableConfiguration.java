package dev.tandem.order.persistence;

import dev.tandem.sealing.stored.TokenTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says where this service keeps sealed tokens. */
@Configuration(proxyBeanMethods = false)
class TokenTableConfiguration {

    @Bean
    TokenTable orderTokens() {
        return new TokenTable("orders", "id", "sealed_token", "payment_token", "status = 'PENDING'");
    }
}
