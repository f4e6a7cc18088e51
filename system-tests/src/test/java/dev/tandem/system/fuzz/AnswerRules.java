package dev.tandem.system.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What no answer may be, whatever was asked. */
final class AnswerRules {

    /** An answer says so if it is nobody's fault, and the caller may try again. */
    private static final Set<String> TRANSIENT = Set.of(
            "/problems/temporarily-unavailable",
            "/problems/payment-outcome-unknown",
            "/problems/time-is-up",
            "/problems/timed-out");

    private static final Set<Integer> REFUSALS = Set.of(405, 406, 411, 415);

    /** None of it is in any request. */
    private static final Pattern INSIDES = Pattern.compile(
            "Exception|\\bat [\\w.$]+\\(|org\\.(springframework|hibernate|postgresql|apache)|(java|jakarta|tools\\.jackson)\\.[a-z]|dev\\.tandem\\.[a-z]");

    private AnswerRules() {}

    /** Which rules the answer breaks; empty if none. */
    static List<String> broken(HttpCase request, HttpAnswer answer) {
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
            broken.add("it shows what is inside");
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

    /** A well-formed request can be wrong in other ways, such as a page that begins after nothing. */
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
            return List.of("it is no problem+json");
        }
        return brokenByProblem(answer.status(), problem);
    }

    /** The operators' endpoints say no more about what there is not than its status; that is Spring Boot's way. */
    private static boolean isNothingToOperators(HttpCase request, HttpAnswer answer) {
        return answer.status() == 404
                && answer.body().isEmpty()
                && request.target().startsWith("/actuator/");
    }

    private static List<String> brokenByProblem(int status, JsonNode problem) {
        var type = problem.path("type").asString("");
        var broken = new ArrayList<String>();
        if (!type.matches("/problems/[a-z-]+")) {
            broken.add("its problem has no type of ours");
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
