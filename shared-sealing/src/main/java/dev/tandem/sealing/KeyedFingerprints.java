package dev.tandem.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;

/**
 * Fingerprints of requests that contain a token: they show whether two requests are the same, and nothing else. They
 * have a key, because tokens are short enough to be guessed.
 */
public final class KeyedFingerprints {

    private static final String ALGORITHM = "HmacSHA256";

    private final SealingKeys keys;

    /** @throws UnusableKeyException if there is no key, or one that is unusable */
    public KeyedFingerprints(SealingSettings settings) {
        keys = new SealingKeys(settings);
    }

    /** The fingerprints that this text may have been given: one for each key, that of the current key first. */
    public List<String> of(String text) {
        return keys.all().stream().map(key -> fingerprint(key, text)).toList();
    }

    private static String fingerprint(SealingKey key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key.fingerprinting());
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }
}
