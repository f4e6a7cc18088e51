package dev.tandem.provider;

import java.util.Arrays;
import java.util.Optional;

/** The behaviour of the simulated provider on a request to authorise, selected by the token of the request. */
enum SimulatedToken {
    /** Authorises at once. So does every token that is not named here. */
    VISA("tok_visa"),
    /** Declines: not enough money. */
    DECLINED("tok_declined"),
    /** Declines: suspected fraud. */
    FRAUD("tok_fraud"),
    /** Authorises, and answers just within the timeout. */
    SLOW("tok_slow"),
    /** Authorises, and answers when the client no longer waits. */
    TIMEOUT_AFTER_CHARGE("tok_timeout_after_charge"),
    /** Authorises, and closes the connection in the middle of the answer. */
    CONNECTION_BREAKS_AFTER_CHARGE("tok_connection_breaks_after_charge"),
    /** Takes a minute to authorise; until then nothing is decided, and nothing can be cancelled. */
    ANSWERS_AFTER_A_MINUTE("tok_answers_after_a_minute"),
    /** Authorises, and answers 500. */
    ERROR_AFTER_CHARGE("tok_error_after_charge"),
    /** Forgets the first request and answers it with 500; authorises the next one. */
    ERROR_WITHOUT_CHARGE("tok_error_without_charge"),
    /** Never answers any request about this charge, not even whether it exists. */
    NEVER_ANSWERS("tok_never_answers");

    private final String token;

    SimulatedToken(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }

    /** How a request is decided at once; empty if something else happens first. */
    Optional<Decision> decision() {
        return switch (this) {
            case VISA -> Optional.of(Decision.AUTHORIZE);
            case DECLINED -> Optional.of(Decision.decline("insufficient_funds"));
            case FRAUD -> Optional.of(Decision.decline("fraud"));
            default -> Optional.empty();
        };
    }

    static SimulatedToken of(String token) {
        return Arrays.stream(values())
                .filter(known -> known.token.equals(token))
                .findAny()
                .orElse(VISA);
    }
}
