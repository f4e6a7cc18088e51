package dev.tandem.payment.application;

import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.Payment;
import dev.tandem.sealing.Opening.Opened;
import dev.tandem.sealing.Opening.UnknownKey;
import dev.tandem.sealing.Opening.Unreadable;
import dev.tandem.sealing.TokenOpener;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Opens the token of a request, and has {@link AuthorizePayment} authorise the payment. A token that was changed, or
 * moved from another order, is declined for good. A token under a key that this instance does not have can neither be
 * used nor refused.
 */
@Service
public class AuthorizeSealedPayment {

    private final TokenOpener opener;
    private final AuthorizePayment authorizePayment;
    private final UnopenedPayments unopened;

    AuthorizeSealedPayment(TokenOpener opener, AuthorizePayment authorizePayment, UnopenedPayments unopened) {
        this.opener = opener;
        this.authorizePayment = authorizePayment;
        this.unopened = unopened;
    }

    /**
     * Authorises the payment of an order, or returns its earlier outcome.
     *
     * @throws OutcomeUnknownException as {@link AuthorizePayment#authorize}, or if the key of the token is unknown
     * @throws DifferentRequestException as {@link AuthorizePayment#authorize}, or if nobody can open the token and
     *     another request made the payment
     */
    public Payment authorize(UUID orderId, Money amount, String sealedToken) {
        return switch (opener.open(orderId, sealedToken)) {
            case Opened(var token) -> authorizePayment.authorize(orderId, amount, token);
            case UnknownKey _ -> throw new UnknownKeyException();
            case Unreadable _ -> unopened.refuse(orderId, amount);
        };
    }

    /**
     * Records that the payment is to be authorised; the outcome follows as an event.
     *
     * @throws UnknownKeyException if the key of the token is unknown, and the order has no payment yet: the command has
     *     to wait
     */
    public void authorizeLater(UUID orderId, Money amount, String sealedToken) {
        switch (opener.open(orderId, sealedToken)) {
            case Opened(var token) -> authorizePayment.authorizeLater(orderId, amount, token);
            case UnknownKey _ -> unopened.tellAgain(orderId);
            case Unreadable _ -> unopened.refuseLater(orderId, amount);
        }
    }
}
