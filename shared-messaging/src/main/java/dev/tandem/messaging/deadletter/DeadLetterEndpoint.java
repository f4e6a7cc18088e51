package dev.tandem.messaging.deadletter;

import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetters.Action;
import dev.tandem.messaging.deadletter.DeadLetters.Filter;
import dev.tandem.messaging.deadletter.DeadLetters.Instruction;
import dev.tandem.messaging.deadletter.DeadLetters.Summary;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The dead letters for operators, at {@code /actuator/deadletters}. Expose it where only operators can reach it: the
 * operator's name is recorded, not authenticated.
 */
@Endpoint(id = "deadletters")
final class DeadLetterEndpoint {

    private static final int PAGE = 50;
    private static final int AT_ONCE = 100;

    private final DeadLetters deadLetters;

    DeadLetterEndpoint(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    /**
     * Lists the dead letters that are open, or in one state. For the next page, pass the last id of a page as {@code
     * after}.
     */
    @ReadOperation
    List<Summary> list(
            @Nullable State state,
            @Nullable String consumer,
            @Nullable String type,
            @Nullable String key,
            @Nullable Long after,
            @Nullable Integer limit) {
        return orRefuse(() -> deadLetters.list(
                new Filter(state, consumer, type, key), after == null ? 0 : after, limit == null ? PAGE : limit));
    }

    @ReadOperation
    @Nullable
    DeadLetterDetails show(@Selector long id) {
        return deadLetters.find(id).map(this::detailsOf).orElse(null);
    }

    /** Replays or discards one dead letter, and records the operator and the reason. */
    @WriteOperation
    WebEndpointResponse<DeadLetterDetails> decide(@Selector long id, Action action, String operator, String reason) {
        return orRefuse(() -> {
            var instruction = new Instruction(operator, reason);
            var decided = action == Action.REPLAY
                    ? deadLetters.replay(id, instruction)
                    : deadLetters.discard(id, instruction);
            return decided.map(letter -> new WebEndpointResponse<>(detailsOf(letter)))
                    .orElseGet(() -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND));
        });
    }

    private DeadLetterDetails detailsOf(DeadLetter letter) {
        return DeadLetterDetails.of(letter, deadLetters.decisions(letter.id()));
    }

    /** Replays the dead letters that match, at most as many as the limit. */
    @WriteOperation
    Map<String, Integer> replayAll(
            @Nullable String consumer,
            @Nullable String type,
            @Nullable String key,
            @Nullable Integer limit,
            String operator,
            String reason) {
        return orRefuse(() -> Map.of(
                "replayed",
                deadLetters.replayAll(
                        new Filter(null, consumer, type, key),
                        limit == null ? AT_ONCE : limit,
                        new Instruction(operator, reason))));
    }

    private static <T extends @Nullable Object> T orRefuse(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (IllegalStateException notDead) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, notDead.getMessage(), notDead);
        } catch (IllegalArgumentException refused) {
            var reason = String.valueOf(refused.getMessage());
            throw new InvalidEndpointRequestException(reason, reason);
        }
    }
}
