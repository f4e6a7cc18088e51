package dev.tandem.sealing.stored;

import dev.tandem.sealing.TokenSealer;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Seals stored tokens anew, in a service that has a {@link TokenTable}. */
@AutoConfiguration(afterName = "dev.tandem.sealing.SealingAutoConfiguration")
@ConditionalOnBean(TokenTable.class)
class StoredTokensAutoConfiguration {

    @Bean
    StoredTokens storedTokens(JdbcClient jdbc, TokenTable table) {
        return new StoredTokens(jdbc, table);
    }

    @Bean
    ResealTokens resealTokens(StoredTokens tokens, TokenSealer sealer) {
        return new ResealTokens(tokens, sealer);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Endpoint.class)
    static class WithActuator {

        @Bean
        PaymentTokensEndpoint paymentTokensEndpoint(
                StoredTokens tokens, ResealTokens resealTokens, TokenSealer sealer) {
            return new PaymentTokensEndpoint(tokens, resealTokens, sealer);
        }
    }
}
