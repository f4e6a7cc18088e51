package dev.tandem.web.problem;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Explains to the client why its request body could not be read. */
final class UnreadableBody {

    private UnreadableBody() {}

    static ProblemException problem(HttpMessageNotReadableException unreadable) {
        return switch (NestedExceptionUtils.getMostSpecificCause(unreadable)) {
            case ProblemException tooLarge -> tooLarge;
            case IllegalArgumentException refused
            when isOurs(refused) ->
                InvalidField.problem(pathOf(unreadable.getCause()), String.valueOf(refused.getMessage()));
            case StreamConstraintsException _ ->
                invalid("The JSON is nested too deeply, or a name, a text or a number in it is too long.");
            case InputCoercionException tooLarge ->
                InvalidField.problem(pathOf(tooLarge), ExpectedValue.inPlaceOf(tooLarge.getTargetType()));
            case StreamReadException malformed -> invalid("The body is not JSON, or repeats a name" + place(malformed));
            case MismatchedInputException wrong
            when !wrong.getPath().isEmpty() ->
                InvalidField.problem(pathOf(wrong), ExpectedValue.inPlaceOf(wrong.getTargetType()));
            case MismatchedInputException wrong ->
                invalid("The body %s, and nothing else.".formatted(ExpectedValue.inPlaceOf(wrong.getTargetType())));
            default ->
                unreadable.getCause() instanceof DatabindException wrong
                                && !wrong.getPath().isEmpty()
                        ? InvalidField.problem(pathOf(wrong), "cannot be read: is something missing in it?")
                        : invalid("The request needs a body that can be read.");
        };
    }

    /** Whether a record of a contract has refused the value, with a message for the client. */
    private static boolean isOurs(IllegalArgumentException refused) {
        return refused.getStackTrace().length > 0
                && refused.getStackTrace()[0].getClassName().startsWith("dev.tandem.");
    }

    private static ProblemException invalid(String detail) {
        return CommonProblem.INVALID_REQUEST.because(detail);
    }

    private static String place(JacksonException malformed) {
        var place = malformed.getLocation();
        return ": see line %s, column %s.".formatted(place.getLineNr(), place.getColumnNr());
    }

    private static String pathOf(@Nullable Throwable wrong) {
        return wrong instanceof JacksonException json
                ? json.getPath().stream()
                        .map(UnreadableBody::step)
                        .collect(Collectors.joining())
                        .replaceFirst("^\\.", "")
                : "";
    }

    private static String step(JacksonException.Reference step) {
        return step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName();
    }
}
