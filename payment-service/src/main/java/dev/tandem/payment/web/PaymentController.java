package dev.tandem.payment.web;

import static dev.tandem.payment.ContractValues.reasonOf;
import static dev.tandem.payment.ContractValues.toContract;
import static dev.tandem.payment.ContractValues.toDomain;
import static java.util.Objects.requireNonNull;

import dev.tandem.contracts.payment.AuthorizePaymentRequest;
import dev.tandem.contracts.payment.PaymentAnswer;
import dev.tandem.contracts.payment.PaymentAnswer.Outcome;
import dev.tandem.contracts.payment.PaymentApi;
import dev.tandem.payment.application.AuthorizePayment;
import dev.tandem.payment.application.AuthorizeSealedPayment;
import dev.tandem.payment.application.DifferentRequestException;
import dev.tandem.payment.application.OutcomeUnknownException;
import dev.tandem.payment.application.UnknownKeyException;
import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.PendingOperation;
import dev.tandem.web.problem.CommonProblem;
import java.util.UUID;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;

/** Serves the other services. */
@RestController
class PaymentController implements PaymentApi {

    private final AuthorizePayment authorizePayment;
    private final AuthorizeSealedPayment authorizeSealedPayment;

    PaymentController(AuthorizePayment authorizePayment, AuthorizeSealedPayment authorizeSealedPayment) {
        this.authorizePayment = authorizePayment;
        this.authorizeSealedPayment = authorizeSealedPayment;
    }

    @Override
    public PaymentAnswer authorize(UUID orderId, AuthorizePaymentRequest request) {
        return toAnswer(authorizePayment(orderId, request));
    }

    /** Callers of an earlier build send the token in plain text. A request has either of the two. */
    private Payment authorizePayment(UUID orderId, AuthorizePaymentRequest request) {
        var amount = toDomain(request.amount());
        var sealedToken = request.sealedToken();
        return sealedToken == null
                ? authorizePayment.authorize(orderId, amount, requireNonNull(request.token()))
                : authorizeSealedPayment.authorize(orderId, amount, sealedToken);
    }

    @ExceptionHandler
    ErrorResponse outcomeUnknown(OutcomeUnknownException unknown) {
        return PaymentProblem.PAYMENT_OUTCOME_UNKNOWN.because(
                "The payment provider gave no answer. Repeat the request to find out.");
    }

    @ExceptionHandler
    ErrorResponse unknownKey(UnknownKeyException unknown) {
        return PaymentProblem.PAYMENT_OUTCOME_UNKNOWN.because(
                "The token is sealed with a key that this instance does not have. Repeat the request later.");
    }

    @ExceptionHandler
    ErrorResponse differentRequest(DifferentRequestException different) {
        return CommonProblem.DIFFERENT_REQUEST.because(
                "An earlier request for this payment had another amount, currency or token.");
    }

    private static PaymentAnswer toAnswer(Payment payment) {
        if (payment.pendingOperation() == PendingOperation.UNDO) {
            return new PaymentAnswer(Outcome.UNDONE, null, null);
        }
        return switch (payment.status()) {
            case AUTHORIZED, CAPTURED -> new PaymentAnswer(Outcome.AUTHORIZED, null, toContract(payment.amount()));
            case DECLINED -> new PaymentAnswer(Outcome.DECLINED, reasonOf(payment), null);
            case VOIDED, REFUNDED -> new PaymentAnswer(Outcome.UNDONE, null, null);
            case PENDING -> throw new IllegalStateException("a pending payment has no answer yet");
        };
    }
}
