package dev.tandem.payment.application;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.consumercontracts.SealedTokens;
import dev.tandem.database.Change;
import dev.tandem.payment.domain.AuthorizationOutcome.Authorized;
import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.PaymentStatus;
import dev.tandem.sealing.TokenOpener;
import dev.tandem.sealing.TokenSealer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionOperations;

@ExtendWith(OutputCaptureExtension.class)
abstract class PaymentLifecycle {

    final Announced events = new Announced();
    final List<PaymentStatus> announced = events.statuses;
    final InMemoryPayments payments = new InMemoryPayments(events);
    final ScriptedProvider provider = new ScriptedProvider();
    final TransactionOperations transactions = TransactionOperations.withoutTransaction();
    final PaymentTransitions transitions = new PaymentTransitions(payments, transactions);
    final TokenSealer sealer = new TokenSealer(SealedTokens.SETTINGS);
    final TokenOpener opener = new TokenOpener(SealedTokens.SETTINGS);
    final Authorizer authorizer = new Authorizer(provider, opener, transitions);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final AuthorizePayment authorizePayment = new AuthorizePayment(
            payments, FingerprintsTests.fingerprints(), sealer, events, authorizer, transactions, meters);
    final AuthorizeSealedPayment authorizeSealedPayment =
            new AuthorizeSealedPayment(opener, authorizePayment, new UnopenedPayments(payments, events));
    final UndoPayment undoPayment = new UndoPayment(payments, events);
    final MovableClock clock = new MovableClock();
    final PaymentSettings settings = new PaymentSettings(Duration.ofMinutes(15));
    final SettlePayment settlePayment = new SettlePayment(provider, authorizer, transitions, settings, clock);
    final SettleAtOnce settleAtOnce = new SettleAtOnce(settlePayment);
    final CapturePayment capturePayment = new CapturePayment(payments, settleAtOnce);
    final SettlePayments settlePayments = new SettlePayments(payments, settlePayment, settings);

    final UUID orderId = UUID.randomUUID();

    Payment authorize() {
        return authorizePayment.authorize(orderId, new Money(2590, "EUR"), "tok_visa");
    }

    double differentRequests() {
        return meters.get("tandem.payments.different.requests").counter().count();
    }

    void authorizeWithoutAnswer() {
        provider.authorization = ScriptedProvider::noAnswer;
        assertThatThrownBy(this::authorize).isInstanceOf(OutcomeUnknownException.class);
        provider.authorization = Authorized::new;
    }

    void capture() {
        capturePayment.capture(orderId);
        settlePayments.settle();
    }

    void captureWithoutAnswer() {
        provider.capture = ScriptedProvider::noAnswer;
        capture();
        provider.capture = () -> {};
    }

    void undo() {
        undoPayment.undo(orderId);
        settlePayments.settle();
    }

    /** Remembers what is published. */
    static final class Announced implements PaymentEvents {

        private final List<PaymentStatus> statuses = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void publishOutcome(Payment payment) {
            statuses.add(payment.status());
        }

        @Override
        public boolean publishOutcome(Payment payment, Change change) {
            throw new UnsupportedOperationException("there is no database");
        }
    }

    /** A clock that advances when a test says so. */
    static final class MovableClock extends Clock {

        private Instant now = Instant.EPOCH;

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    Payment payment() {
        return payments.findById(orderId).orElseThrow();
    }
}
