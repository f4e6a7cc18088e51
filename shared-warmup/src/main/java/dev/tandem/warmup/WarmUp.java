package dev.tandem.warmup;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs all rehearsals, round by round. */
final class WarmUp {

    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final long PAUSE_MILLIS = 100;

    private final List<Rehearsal> rehearsals;
    private final Stage stage;
    private final WarmUpSettings settings;

    WarmUp(List<Rehearsal> rehearsals, Stage stage, WarmUpSettings settings) {
        this.rehearsals = rehearsals;
        this.stage = stage;
        this.settings = settings;
    }

    void run() throws InterruptedException {
        var begin = System.nanoTime();
        var end = begin + settings.limit().toNanos();
        try (var _ = QuietThread.begin()) {
            var rounds = 0;
            while (rounds < settings.rounds() && System.nanoTime() < end) {
                rounds += rehearseAll() ? 1 : 0;
            }
        }
        log.info("warm after {} ms", (System.nanoTime() - begin) / 1_000_000);
    }

    /** Returns whether all rehearsals succeeded; if one failed, the other services may still be starting. */
    private boolean rehearseAll() throws InterruptedException {
        var failed = 0;
        for (var rehearsal : rehearsals) {
            failed += rehearse(rehearsal) ? 0 : 1;
        }
        if (failed > 0) {
            Thread.sleep(PAUSE_MILLIS);
        }
        return failed == 0;
    }

    private boolean rehearse(Rehearsal rehearsal) throws InterruptedException {
        try {
            rehearsal.rehearse(stage);
            return true;
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception notYet) {
            log.debug("{} failed", rehearsal, notYet);
            return false;
        }
    }
}
