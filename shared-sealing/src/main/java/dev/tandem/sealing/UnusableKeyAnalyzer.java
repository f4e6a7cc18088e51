package dev.tandem.sealing;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports that the key is missing and what to do, instead of a stack trace. */
class UnusableKeyAnalyzer extends AbstractFailureAnalyzer<UnusableKeyException> {

    private static final String REMEDY =
            "Set PAYMENT_TOKEN_KEY to 32 random bytes as URL-safe Base64 (openssl rand 32 | basenc --base64url), the"
                    + " same for order-service and payment-service; a secret in the file tandem.payment-token.key wins"
                    + " over it. To change the key, follow shared-sealing/README.md.";

    @Override
    protected FailureAnalysis analyze(Throwable failure, UnusableKeyException unusable) {
        return new FailureAnalysis(unusable.getMessage(), REMEDY, unusable);
    }
}
