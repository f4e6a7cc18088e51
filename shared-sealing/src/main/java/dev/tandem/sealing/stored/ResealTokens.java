package dev.tandem.sealing.stored;

import dev.tandem.database.DatabaseFailure;
import dev.tandem.sealing.TokenSealer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Seals the tokens of a table with the current key: all of them if an operator asks for it, after a change of the key;
 * by itself those that earlier builds have stored in plain text. Plain tokens that nobody needs any more are erased.
 */
class ResealTokens {

    private static final Logger log = LoggerFactory.getLogger(ResealTokens.class);

    private static final UUID FIRST = new UUID(0, 0);

    /** Few enough to be read and erased well within the time limit of a statement. */
    private static final int BATCH = 500;

    private final StoredTokens tokens;
    private final TokenSealer sealer;
    private volatile boolean stopping;

    ResealTokens(StoredTokens tokens, TokenSealer sealer) {
        this.tokens = tokens;
        this.sealer = sealer;
    }

    /**
     * What was done.
     *
     * @param resealed how many tokens have the seal of the current key now
     * @param notOpened how many still have another one, because this service does not know the key, or because they
     *     were changed
     */
    record Result(int resealed, int notOpened) {

        Result plus(Result other) {
            return new Result(resealed + other.resealed, notOpened + other.notOpened);
        }
    }

    /** Seals all tokens that have another key's seal, or none. */
    Result reseal() {
        var current = sealer.beginnings().getFirst();
        return sealAll(after -> tokens.outdated(current, after, BATCH));
    }

    /**
     * There is work only after the update from a build that stored tokens in plain text, and while such a build runs.
     */
    @Scheduled(fixedDelayString = "${tandem.payment-token.sweep-interval:1m}")
    void sealPlain() {
        try {
            sealAll(after -> tokens.plain(after, BATCH));
            while (!stopping && tokens.erasePlain(BATCH) == BATCH) {}
        } catch (RuntimeException | Error failure) {
            DatabaseFailure.log(log, "plain payment tokens cannot be sealed at the moment", failure);
        }
    }

    private Result sealAll(Function<UUID, List<StoredToken>> pages) {
        var result = new Result(0, 0);
        var page = pages.apply(FIRST);
        while (!stopping && !page.isEmpty()) {
            result = page.stream().map(this::seal).reduce(result, Result::plus);
            page = pages.apply(page.getLast().orderId());
        }
        return result;
    }

    private Result seal(StoredToken token) {
        var sealed = sealed(token);
        var isReplaced = sealed.isPresent() && tokens.replace(token, sealed.get());
        return new Result(isReplaced ? 1 : 0, sealed.isPresent() ? 0 : 1);
    }

    private Optional<String> sealed(StoredToken token) {
        if (token.sealed() != null) {
            return sealer.reseal(token.orderId(), token.sealed());
        }
        return Optional.ofNullable(token.plain()).map(plain -> sealer.seal(token.orderId(), plain));
    }

    /** Stops after the current batch, so that the remaining tokens do not delay the shutdown. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }
}
