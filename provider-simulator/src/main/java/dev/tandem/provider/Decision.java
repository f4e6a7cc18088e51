package dev.tandem.provider;

import org.jspecify.annotations.Nullable;

/**
 * How the simulated provider decides a request to authorise a charge.
 *
 * @param declineCode the reason of a declined charge
 */
record Decision(String status, @Nullable String declineCode) {

    static final Decision AUTHORIZE = new Decision("authorized", null);

    static Decision decline(String code) {
        return new Decision("declined", code);
    }
}
