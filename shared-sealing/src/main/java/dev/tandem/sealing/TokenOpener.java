package dev.tandem.sealing;

import java.util.UUID;

/** Opens sealed tokens. Only payment-service has one. */
public final class TokenOpener {

    private final SealingKeys keys;

    /** @throws UnusableKeyException if there is no key, or one that is unusable */
    public TokenOpener(SealingSettings settings) {
        keys = new SealingKeys(settings);
    }

    public Opening open(UUID orderId, String sealedToken) {
        return keys.open(orderId, sealedToken);
    }
}
