package dev.tandem.warmup;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does all rehearsals, round by round. */
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
            for (var round = 0; round < settings.rounds() && System.nanoTime() < end; round++) {
                rehearseAll(end);
            }
        }
        log.info("warm after {} ms", (System.nanoTime() - begin) / 1_000_000);
    }

    private void rehearseAll(long end) throws InterruptedException {
        for (var rehearsal : rehearsals) {
            rehearse(rehearsal, end);
        }
    }

    /** Tries again until the time is over: the other services may be starting, too. */
    private void rehearse(Rehearsal rehearsal, long end) throws InterruptedException {
        while (System.nanoTime() < end) {
            try {
                rehearsal.rehearse(stage);
                return;
            } catch (InterruptedException stopped) {
                throw stopped;
            } catch (Exception notYet) {
                log.debug("{} failed", rehearsal, notYet);
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }
}
