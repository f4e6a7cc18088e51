package dev.tandem.order.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.web.problem.CommonProblem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The header {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header). */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    /** The draft demands the quotes; most clients omit them. */
    private static final Pattern ACCEPTABLE = Pattern.compile("(\"?)([!#-~]{1,255})\\1");

    private IdempotencyKey() {}

    static String parse(String header) {
        var key = ACCEPTABLE.matcher(header.strip());
        if (!key.matches()) {
            throw CommonProblem.INVALID_REQUEST.because(HEADER + " must be 1 to 255 printable characters.");
        }
        return key.group(2);
    }

    /**
     * The fingerprint that earlier builds stored. It has no key, so the token of a request could be guessed from it.
     */
    static String digest(String request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(request.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
