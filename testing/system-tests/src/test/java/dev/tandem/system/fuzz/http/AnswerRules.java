package dev.tandem.system.fuzz.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.system.fuzz.values.Expectation;
import dev.tandem.system.fuzz.values.Mutations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The rules for all answers, whatever the request. */
public final class AnswerRules {

    /** Problems that may pass without a change of the request: the caller may try again. */
    private static final Set<String> TRANSIENT = Set.of(
            "/problems/temporarily-unavailable",
            "/problems/payment-outcome-unknown",
            "/problems/time-is-up",
            "/problems/timed-out");

    private static final Set<Integer> REFUSALS = Set.of(405, 406, 411, 415);

    /** Implementation details; none of these is in any request. */
    private static final Pattern INSIDES = Pattern.compile(
            "Exception|\\bat [\\w.$]+\\(|org\\.(springframework|hibernate|postgresql|apache)|(java|jakarta|tools\\.jackson)\\.[a-z]|dev\\.tandem\\.[a-z]");

    private AnswerRules() {}

    /** The rules that the answer breaks; empty if none. */
    public static List<String> broken(HttpCase request, HttpAnswer answer) {
        var broken = new ArrayList<String>();
        var isHttp = request.expectation() != Expectation.UNPARSEABLE;
        if (answer.status() == 0 && isHttp) {
            broken.add("there was no answer");
        }
        if (answer.after().compareTo(RawHttp.TIME_LIMIT) >= 0) {
            broken.add("it took too long");
        }
        if (answer.status() >= 400 && isHttp) {
            broken.addAll(brokenByProblem(request, answer));
        }
        if (answer.status() >= 400 && INSIDES.matcher(answer.body()).find()) {
            broken.add("it shows implementation details");
        }
        if (answer.status() == 500 || (answer.status() > 504 && isHttp)) {
            broken.add("it is a failure of the server");
        }
        if (answer.header("x-injected").isPresent()) {
            broken.add("a header was injected");
        }
        broken.addAll(againstTheContract(request.expectation(), answer));
        return broken;
    }

    private static List<String> againstTheContract(Expectation expected, HttpAnswer answer) {
        if (expected == Expectation.VALID && isRefusedAsMalformed(answer)) {
            return List.of("the contract allows what it refuses");
        }
        return expected == Expectation.INVALID && answer.status() / 100 == 2
                ? List.of("the contract does not allow what it accepts")
                : List.of();
    }

    /**
     * Whether the request was refused as malformed. A well-formed one can be wrong in other ways, such as a page that
     * starts after an unknown entry.
     */
    private static boolean isRefusedAsMalformed(HttpAnswer answer) {
        return REFUSALS.contains(answer.status())
                || (answer.status() == 400 && answer.body().contains("/problems/invalid-request"));
    }

    private static List<String> brokenByProblem(HttpCase request, HttpAnswer answer) {
        if (request.method().equals("HEAD") || isNothingToOperators(request, answer)) {
            return answer.status() >= 500 ? List.of("it is a failure of the server") : List.of();
        }
        var type = answer.header("content-type").orElse("");
        var problem = Mutations.read(answer.body().getBytes(UTF_8));
        if (!type.startsWith("application/problem+json") || problem == null) {
            return List.of("it is not problem+json");
        }
        return brokenByProblem(answer.status(), problem);
    }

    /** For something that does not exist, the operators' endpoints of Spring Boot answer only with the status. */
    private static boolean isNothingToOperators(HttpCase request, HttpAnswer answer) {
        return answer.status() == 404
                && answer.body().isEmpty()
                && request.target().startsWith("/actuator/");
    }

    private static List<String> brokenByProblem(int status, JsonNode problem) {
        var type = problem.path("type").asString("");
        var broken = new ArrayList<String>();
        if (!type.matches("/problems/[a-z-]+")) {
            broken.add("its problem has none of our types");
        }
        if (problem.path("status").asInt(status) != status) {
            broken.add("its problem has another status");
        }
        if (status > 500 && !TRANSIENT.contains(type)) {
            broken.add("it is a failure of the server");
        }
        return broken;
    }
}
