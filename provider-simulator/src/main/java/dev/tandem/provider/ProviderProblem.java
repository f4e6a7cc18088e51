package dev.tandem.provider;

import dev.tandem.web.problem.Problem;
import org.springframework.http.HttpStatus;

/** The problems of the simulated payment provider. */
enum ProviderProblem implements Problem {
    CHARGE_NOT_FOUND(Description.of(
            HttpStatus.NOT_FOUND,
            "No such charge",
            "The simulated payment provider has no charge with this key.",
            "Authorise the charge first.")),
    CHARGE_NOT_MOVABLE(Description.of(
            HttpStatus.CONFLICT,
            "Charge in the wrong state",
            "The state of the charge at the simulated payment provider does not allow this operation.",
            "Read the charge to see its state."));

    @SuppressWarnings("ImmutableEnumChecker") // a record of immutable values
    private final Description description;

    ProviderProblem(Description description) {
        this.description = description;
    }

    @Override
    public Description description() {
        return description;
    }
}
