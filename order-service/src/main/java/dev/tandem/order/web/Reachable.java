package dev.tandem.order.web;

import dev.tandem.contracts.EmailAddress;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address that every mail server can reach exactly as it is written. The frozen schema does not contain this
 * rule. No address to which mail was ever delivered breaks it.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Reachable.Validator.class)
@interface Reachable {

    String message() default
            "must be an address such as ada@example.com: without quotes, accents and spaces before the"
                    + " @, and with the name of a domain after it";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Other constraints decide whether the address may be absent. */
    final class Validator implements ConstraintValidator<Reachable, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || EmailAddress.parse(text).isPresent();
        }
    }
}
