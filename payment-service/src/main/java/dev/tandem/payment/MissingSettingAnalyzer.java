package dev.tandem.payment;

import dev.tandem.payment.application.fingerprint.MissingSettingException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports which setting is missing and what to do, instead of a stack trace. */
class MissingSettingAnalyzer extends AbstractFailureAnalyzer<MissingSettingException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, MissingSettingException missing) {
        return new FailureAnalysis(missing.getMessage(), missing.remedy(), missing);
    }
}
