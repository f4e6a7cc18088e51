package dev.tandem.example;

import dev.tandem.context.Deadline;
import dev.tandem.example.GuardedCall.NoAnswerException;
import dev.tandem.web.problem.CommonProblem;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows a customer's points, and what they buy. */
@RestController
@RequestMapping("/api/points/{customerId}")
class PointsController {

    /** How long a customer waits; each remote call gets the time that is left of it. */
    private static final Duration RESPONSE_BUDGET = Duration.ofSeconds(1);

    private final CustomerPoints customerPoints;
    private final RewardCatalogue rewardCatalogue;
    private final Clock clock;

    PointsController(CustomerPoints customerPoints, RewardCatalogue rewardCatalogue, Clock clock) {
        this.customerPoints = customerPoints;
        this.rewardCatalogue = rewardCatalogue;
        this.clock = clock;
    }

    /** Needs no other service. */
    @GetMapping
    PointsResponse points(@PathVariable String customerId) {
        return new PointsResponse(customerId, customerPoints.of(customerId));
    }

    /** Needs inventory-service: without it the answer is a problem, not an empty list. */
    @GetMapping("/rewards")
    List<Reward> rewards(@PathVariable String customerId) {
        var points = customerPoints.of(customerId);
        return Deadline.in(RESPONSE_BUDGET, clock).call(() -> rewardCatalogue.affordable(points));
    }

    @ExceptionHandler
    ErrorResponse unavailable(NoAnswerException noAnswer) {
        return CommonProblem.TEMPORARILY_UNAVAILABLE.because("The rewards cannot be shown at the moment.");
    }

    record PointsResponse(String customerId, long points) {}
}
