package dev.tandem.consumercontracts;

import dev.tandem.sealing.Opening.Opened;
import dev.tandem.sealing.SealingSettings;
import dev.tandem.sealing.TokenOpener;
import dev.tandem.sealing.TokenSealer;
import java.util.UUID;

/** Payment tokens, sealed with the key that the services have in their tests. */
public final class SealedTokens {

    public static final SealingSettings SETTINGS =
            new SealingSettings("YS1rZXktdGhhdC1vbmx5LXRoZS10ZXN0cy1rbm93LS0", "");

    private static final TokenSealer SEALER = new TokenSealer(SETTINGS);
    private static final TokenOpener OPENER = new TokenOpener(SETTINGS);

    private SealedTokens() {}

    /** The token, sealed for the order: another text each time. */
    public static String seal(UUID orderId, String token) {
        return SEALER.seal(orderId, token);
    }

    /**
     * Opens a token.
     *
     * @throws AssertionError if the token is not sealed for this order with the key of the tests
     */
    public static String open(UUID orderId, String sealedToken) {
        if (OPENER.open(orderId, sealedToken) instanceof Opened(var token)) {
            return token;
        }
        throw new AssertionError("not sealed for order " + orderId);
    }
}
