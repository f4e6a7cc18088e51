package dev.tandem.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** The keys of a service, the one that seals first. */
final class SealingKeys {

    private final List<SealingKey> keys;

    /** @throws UnusableKeyException if there is no key, or one that is unusable */
    SealingKeys(SealingSettings settings) {
        keys = settings.secrets().stream().map(SealingKey::new).toList();
    }

    SealingKey current() {
        return keys.getFirst();
    }

    List<SealingKey> all() {
        return keys;
    }

    Opening open(UUID orderId, String text) {
        try {
            return open(orderId, Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return new Opening.Unreadable();
        }
    }

    private Opening open(UUID orderId, byte[] sealed) {
        if (sealed.length < SealingKey.SHORTEST) {
            return new Opening.Unreadable();
        }
        return keys.stream()
                .filter(key -> key.hasSealed(sealed))
                .findFirst()
                .map(key -> open(key, orderId, sealed))
                .orElseGet(Opening.UnknownKey::new);
    }

    private static Opening open(SealingKey key, UUID orderId, byte[] sealed) {
        try {
            return new Opening.Opened(new String(key.open(orderId, sealed), UTF_8));
        } catch (GeneralSecurityException tampered) {
            return new Opening.Unreadable();
        }
    }
}
