package dev.tandem.web.problem;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A field of a request that is missing or wrong.
 *
 * @param field its path in the body, such as {@code items[0].sku}, or the name of a parameter
 */
public record InvalidField(String field, @Nullable String message) {

    public static ProblemException problem(List<InvalidField> errors) {
        return CommonProblem.INVALID_REQUEST
                .because("Some fields are missing or wrong.")
                .with("errors", errors);
    }

    public static ProblemException problem(String field, String message) {
        return problem(List.of(new InvalidField(field, message)));
    }

    static InvalidField of(MessageSourceResolvable error, String name) {
        var field = error instanceof FieldError fieldError ? fieldError.getField() : name;
        return new InvalidField(field, error.getDefaultMessage());
    }

    static Stream<InvalidField> of(ParameterValidationResult result) {
        var errors = result instanceof ParameterErrors body ? body.getAllErrors() : result.getResolvableErrors();
        return errors.stream().map(error -> of(error, nameOf(result.getMethodParameter())));
    }

    private static String nameOf(MethodParameter parameter) {
        return Optional.ofNullable(parameter.getParameterAnnotation(RequestParam.class))
                .map(RequestParam::name)
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> String.valueOf(parameter.getParameterName()));
    }
}
