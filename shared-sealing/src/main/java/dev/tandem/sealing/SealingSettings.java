package dev.tandem.sealing;

import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The secret keys that seal payment tokens: each is 32 bytes as URL-safe Base64, and the same in all services that seal
 * or open.
 *
 * @param key seals, and opens what it has sealed
 * @param otherKey only opens, while one key replaces another; empty otherwise. First give all instances the new key
 *     here, then swap the two, then seal again what still has the old key
 */
@ConfigurationProperties("tandem.payment-token")
public record SealingSettings(
        @DefaultValue("") String key, @DefaultValue("") String otherKey) {

    private static final int BYTES = 32;

    /**
     * The secrets, the one that seals first.
     *
     * @throws UnusableKeyException if there is no key, or one of them is not made of 32 bytes
     */
    List<byte[]> secrets() {
        return Stream.of(key, otherKey)
                .filter(text -> text.equals(key) || !text.isBlank())
                .distinct()
                .map(SealingSettings::secret)
                .toList();
    }

    private static byte[] secret(String text) {
        try {
            var secret = Base64.getUrlDecoder().decode(text.strip());
            if (secret.length == BYTES) {
                return secret;
            }
        } catch (IllegalArgumentException notBase64) {
            // The text is a secret, and the cause would show parts of it.
        }
        throw new UnusableKeyException();
    }

    /** Keys are secret. */
    @Override
    public String toString() {
        return "SealingSettings[" + (otherKey.isBlank() ? "one key" : "two keys") + "]";
    }
}
