package dev.tandem.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.sealing.Opening.Opened;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Seals payment tokens, each for one order. Two seals of one token differ, so nobody sees that two orders were paid
 * with one card. A random nonce is safe for four billion tokens; replace the key before that.
 */
public final class TokenSealer {

    private final SealingKeys keys;
    private final SecureRandom random = new SecureRandom();

    /** @throws UnusableKeyException if there is no key, or one that is unusable */
    public TokenSealer(SealingSettings settings) {
        keys = new SealingKeys(settings);
    }

    /**
     * The token as text of the alphabet {@code A-Za-z0-9_-}: 46 characters and four for each three bytes of the token.
     */
    public String seal(UUID orderId, String token) {
        var nonce = new byte[SealingKey.NONCE_BYTES];
        random.nextBytes(nonce);
        return text(keys.current().seal(orderId, nonce, token.getBytes(UTF_8)));
    }

    /** Seals a token anew, with the current key; returns empty if it cannot be opened. */
    public Optional<String> reseal(UUID orderId, String sealedToken) {
        return keys.open(orderId, sealedToken) instanceof Opened(var token)
                ? Optional.of(seal(orderId, token))
                : Optional.empty();
    }

    /** How the texts begin that a key of this service has sealed; the current key comes first. */
    public List<String> beginnings() {
        return keys.all().stream().map(key -> text(key.header())).toList();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
