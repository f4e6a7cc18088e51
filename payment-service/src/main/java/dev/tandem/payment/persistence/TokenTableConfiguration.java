package dev.tandem.payment.persistence;

import dev.tandem.sealing.stored.TokenTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says where this service keeps sealed tokens. */
@Configuration(proxyBeanMethods = false)
class TokenTableConfiguration {

    /** The indexes of unsettled and of parked payments serve one half of the condition each. */
    private static final String NEEDED = """
            pending_operation = 'AUTHORIZE' and pending_operation is not null and parked_at is null
            or pending_operation = 'AUTHORIZE' and parked_at is not null""";

    @Bean
    TokenTable paymentTokens() {
        return new TokenTable("payments", "order_id", "sealed_token", "token", NEEDED);
    }
}
