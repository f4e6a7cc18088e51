package dev.tandem.payment.application.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.Payment;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Distinguishes the request that made a payment from a different one without comparing their tokens. A fingerprint has
 * a key, because there are so few amounts and cards that a reader of the table could try them all.
 */
@Component
public class Fingerprints {

    private static final String ALGORITHM = "HmacSHA256";

    /** As many characters as a fingerprint has bytes; a shorter key would be the weaker part. */
    private static final int SHORTEST_KEY = 32;

    private final List<SecretKeySpec> keys;

    /** @throws MissingSettingException if there is no key, or one that is too short */
    public Fingerprints(FingerprintSettings settings) {
        var texts = settings.fingerprintKeys();
        if (texts.isEmpty() || texts.stream().anyMatch(key -> key.length() < SHORTEST_KEY)) {
            throw new MissingSettingException(
                    "payment-service has no usable key to tell payment requests apart.",
                    "Set PAYMENT_FINGERPRINT_KEY to a secret of at least " + SHORTEST_KEY
                            + " characters, the same for all instances. To change the key, give all instances the old"
                            + " and the new one (old,new), and then swap them (new,old).");
        }
        keys = texts.stream()
                .map(key -> new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM))
                .toList();
    }

    public String of(UUID orderId, Money amount, String token) {
        return fingerprint(keys.getFirst(), orderId, amount, token);
    }

    /** A payment without a fingerprint is older than fingerprints, or was refused: only its amount can be compared. */
    public boolean match(Payment payment, Money amount, String token) {
        var known = payment.fingerprint();
        return known == null
                ? payment.amount().equals(amount)
                : keys.stream()
                        .anyMatch(key -> fingerprint(key, payment.orderId(), amount, token)
                                .equals(known));
    }

    private static String fingerprint(SecretKeySpec key, UUID orderId, Money amount, String token) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(encode(orderId, amount, token)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    /**
     * Includes the order's id, so that two orders do not reveal that they share a card; and lengths, so that no two
     * requests are encoded alike.
     */
    private static byte[] encode(UUID orderId, Money amount, String token) {
        var currency = amount.currency().getBytes(UTF_8);
        var card = token.getBytes(UTF_8);
        return ByteBuffer.allocate(3 * Long.BYTES + 2 * Integer.BYTES + currency.length + card.length)
                .putLong(orderId.getMostSignificantBits())
                .putLong(orderId.getLeastSignificantBits())
                .putLong(amount.amount())
                .putInt(currency.length)
                .put(currency)
                .putInt(card.length)
                .put(card)
                .array();
    }
}
