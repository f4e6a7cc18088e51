package dev.tandem.payment.application;

import dev.tandem.payment.domain.AuthorizationOutcome;
import dev.tandem.payment.domain.AuthorizationOutcome.Authorized;
import dev.tandem.payment.domain.AuthorizationOutcome.Released;
import dev.tandem.payment.domain.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** A provider that answers what a test has written down for it, and by itself that all is well. */
final class ScriptedProvider implements PaymentProvider {

    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    Supplier<AuthorizationOutcome> authorization = Authorized::new;
    Supplier<Optional<AuthorizationOutcome>> finding = Optional::empty;
    Runnable capture = () -> {};
    Supplier<AuthorizationOutcome> cancellation = Released::new;
    Runnable refund = () -> {};

    static AuthorizationOutcome noAnswer() {
        throw new OutcomeUnknownException("no answer");
    }

    @Override
    public Optional<AuthorizationOutcome> find(UUID key) {
        calls.add("find");
        return finding.get();
    }

    @Override
    public AuthorizationOutcome authorize(UUID key, Money amount, String token) {
        calls.add("authorize");
        return authorization.get();
    }

    @Override
    public void capture(UUID key) {
        calls.add("capture");
        capture.run();
    }

    @Override
    public AuthorizationOutcome cancel(UUID key) {
        calls.add("cancel");
        return cancellation.get();
    }

    @Override
    public void refund(UUID key) {
        calls.add("refund");
        refund.run();
    }
}
