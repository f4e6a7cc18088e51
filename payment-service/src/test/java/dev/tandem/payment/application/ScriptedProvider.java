package dev.tandem.payment.application;

import dev.tandem.payment.domain.AuthorizationOutcome;
import dev.tandem.payment.domain.AuthorizationOutcome.Authorized;
import dev.tandem.payment.domain.AuthorizationOutcome.Captured;
import dev.tandem.payment.domain.AuthorizationOutcome.Declined;
import dev.tandem.payment.domain.AuthorizationOutcome.Released;
import dev.tandem.payment.domain.DeclineReason;
import dev.tandem.payment.domain.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A reliable provider in memory; answers that a test has scripted come first. */
final class ScriptedProvider implements PaymentProvider {

    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final List<String> tokens = Collections.synchronizedList(new ArrayList<>());

    @Nullable
    Supplier<AuthorizationOutcome> authorization;

    @Nullable
    Supplier<Optional<AuthorizationOutcome>> finding;

    Runnable capture = () -> {};

    @Nullable
    Supplier<AuthorizationOutcome> cancellation;

    Runnable refund = () -> {};

    private final Map<UUID, AuthorizationOutcome> charges = new ConcurrentHashMap<>();
    private final Map<UUID, Money> amounts = new ConcurrentHashMap<>();
    private final Set<UUID> failed = new HashSet<>();

    static AuthorizationOutcome noAnswer() {
        throw new OutcomeUnknownException("no answer");
    }

    @Override
    public Optional<AuthorizationOutcome> find(UUID key, Money amount) {
        calls.add("find");
        requireSame(key, amount);
        return finding == null ? Optional.ofNullable(charges.get(key)) : finding.get();
    }

    @Override
    public AuthorizationOutcome authorize(UUID key, Money amount, String token) {
        calls.add("authorize");
        tokens.add(token);
        requireSame(key, amount);
        amounts.put(key, amount);
        var outcome = authorization == null ? charges.get(key) : authorization.get();
        return remember(key, outcome == null ? decide(key, token) : outcome);
    }

    @Override
    public void capture(UUID key) {
        calls.add("capture");
        capture.run();
        move(key, Authorized.class, new Captured());
    }

    @Override
    public AuthorizationOutcome cancel(UUID key) {
        calls.add("cancel");
        return remember(key, cancellation == null ? letGoOf(charges.get(key)) : cancellation.get());
    }

    @Override
    public void refund(UUID key) {
        calls.add("refund");
        refund.run();
        move(key, Captured.class, new Released());
    }

    private void requireSame(UUID key, Money amount) {
        if (!amounts.getOrDefault(key, amount).equals(amount)) {
            noAnswer();
        }
    }

    private AuthorizationOutcome decide(UUID key, String token) {
        return switch (token) {
            case "tok_declined" -> new Declined(DeclineReason.DECLINED);
            case "tok_fraud" -> new Declined(DeclineReason.SUSPECTED_FRAUD);
            case "tok_error_without_charge" -> failed.add(key) ? noAnswer() : new Authorized();
            default -> new Authorized();
        };
    }

    private static AuthorizationOutcome letGoOf(@Nullable AuthorizationOutcome known) {
        return known == null || known instanceof Authorized ? new Released() : known;
    }

    private void move(UUID key, Class<? extends AuthorizationOutcome> from, AuthorizationOutcome to) {
        var now = charges.get(key);
        if (!from.isInstance(now) && !to.equals(now)) {
            noAnswer();
        }
        charges.put(key, to);
    }

    private AuthorizationOutcome remember(UUID key, AuthorizationOutcome outcome) {
        charges.put(key, outcome);
        return outcome;
    }
}
