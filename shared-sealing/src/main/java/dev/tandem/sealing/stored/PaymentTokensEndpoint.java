package dev.tandem.sealing.stored;

import dev.tandem.sealing.TokenSealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The stored payment tokens for operators, at {@code /actuator/paymenttokens}: how many have which key's seal, never
 * the tokens themselves. Expose it where only operators can reach it: the operator's name is logged, not authenticated.
 */
@Endpoint(id = "paymenttokens")
class PaymentTokensEndpoint {

    private static final Logger log = LoggerFactory.getLogger(PaymentTokensEndpoint.class);

    /** In characters: enough for a reason, too few to fill a log. */
    private static final int LONGEST = 500;

    private final StoredTokens tokens;
    private final ResealTokens resealTokens;
    private final TokenSealer sealer;

    PaymentTokensEndpoint(StoredTokens tokens, ResealTokens resealTokens, TokenSealer sealer) {
        this.tokens = tokens;
        this.resealTokens = resealTokens;
        this.sealer = sealer;
    }

    /**
     * How many tokens that are still needed have which seal.
     *
     * @param currentKey that of the key that seals
     * @param otherKey that of the key that only opens
     * @param unknownKey that of a key that this service does not have: these wait until it gets the key
     * @param plain tokens without a seal, which an earlier build has stored
     */
    record Seals(long currentKey, long otherKey, long unknownKey, long plain) {}

    @ReadOperation
    Seals count() {
        var counts = tokens.count();
        var known = sealer.beginnings();
        var current = counts.getOrDefault(known.getFirst(), 0L);
        var plain = counts.getOrDefault("plain", 0L);
        var other = known.stream()
                .skip(1)
                .mapToLong(key -> counts.getOrDefault(key, 0L))
                .sum();
        var all = counts.values().stream().mapToLong(Long::longValue).sum();
        return new Seals(current, other, all - current - other - plain, plain);
    }

    /** Seals with the current key whatever has another one's seal, or none. */
    @WriteOperation
    ResealTokens.Result reseal(String operator, String reason) {
        var who = validated(operator);
        var why = validated(reason);
        var result = resealTokens.reseal();
        log.info("payment tokens are sealed anew at the request of {}: {}: {}", who, why, result);
        return result;
    }

    /** The web layer has refused line breaks and other control characters. */
    private static String validated(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            var limits = "say who decides, and why, in at most " + LONGEST + " characters each";
            throw new InvalidEndpointRequestException(limits, limits);
        }
        return text;
    }
}
