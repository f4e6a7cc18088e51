package dev.tandem.sealing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * One key with its format: version, key id, nonce, then the token encrypted by AES-256-GCM. The tag at the end covers
 * version, key id and order id, too. The secret itself is never used: each purpose has a key that is derived from it
 * (HKDF, RFC 5869).
 */
final class SealingKey {

    static final byte VERSION = 1;

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String DERIVATION = "HKDF-SHA256";

    private static final int DERIVED_BYTES = 32;
    private static final int ID_BYTES = 5;
    private static final int TAG_BYTES = 16;

    /** Version and key id: six bytes are eight characters, which a database can compare. */
    static final int HEADER_BYTES = 1 + ID_BYTES;

    static final int NONCE_BYTES = 12;
    static final int SHORTEST = HEADER_BYTES + NONCE_BYTES + TAG_BYTES;

    private final byte[] header;
    private final SecretKey sealing;
    private final SecretKey fingerprinting;

    SealingKey(byte[] secret) {
        header = ByteBuffer.allocate(HEADER_BYTES).put(VERSION).put(id(secret)).array();
        sealing = derive(secret, "tandem payment token", "AES");
        fingerprinting = derive(secret, "tandem request fingerprint", "HmacSHA256");
    }

    private static byte[] id(byte[] secret) {
        var derived = derive(secret, "tandem key id", "Generic").getEncoded();
        return Arrays.copyOf(derived, ID_BYTES);
    }

    private static SecretKey derive(byte[] secret, String purpose, String algorithm) {
        try {
            var parameters =
                    HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(purpose.getBytes(US_ASCII), DERIVED_BYTES);
            return KDF.getInstance(DERIVATION).deriveKey(algorithm, parameters);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + DERIVATION, impossible);
        }
    }

    byte[] header() {
        return header.clone();
    }

    SecretKey fingerprinting() {
        return fingerprinting;
    }

    /** Whether this key has sealed the bytes, according to their header. */
    boolean hasSealed(byte[] sealed) {
        return Arrays.equals(header, 0, HEADER_BYTES, sealed, 0, HEADER_BYTES);
    }

    /** @param nonce twelve bytes that were never used with this key */
    byte[] seal(UUID orderId, byte[] nonce, byte[] token) {
        try {
            var encrypted = cipher(Cipher.ENCRYPT_MODE, orderId, nonce).doFinal(token);
            return ByteBuffer.allocate(HEADER_BYTES + NONCE_BYTES + encrypted.length)
                    .put(header)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + CIPHER, impossible);
        }
    }

    /** @throws GeneralSecurityException if this key has not sealed these bytes for this order */
    byte[] open(UUID orderId, byte[] sealed) throws GeneralSecurityException {
        var nonce = Arrays.copyOfRange(sealed, HEADER_BYTES, HEADER_BYTES + NONCE_BYTES);
        var begin = HEADER_BYTES + NONCE_BYTES;
        return cipher(Cipher.DECRYPT_MODE, orderId, nonce).doFinal(sealed, begin, sealed.length - begin);
    }

    private Cipher cipher(int mode, UUID orderId, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, sealing, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(header);
        cipher.updateAAD(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(orderId.getMostSignificantBits())
                .putLong(orderId.getLeastSignificantBits())
                .array());
        return cipher;
    }
}
