package dev.tandem.provider;

import dev.tandem.provider.SimulatedCharges.Requests;
import dev.tandem.web.problem.CommonProblem;
import dev.tandem.web.problem.ProblemException;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A simulated payment provider: the {@link SimulatedToken} decides what happens. It stores each key, so a repeated
 * request moves no more money.
 */
@RestController
@RequestMapping(path = "/simulated-provider/charges/{key}", produces = MediaType.APPLICATION_JSON_VALUE)
class SimulatedProvider {

    private final SimulatedCharges charges;
    private final SimulatedProviderSettings settings;
    private final CountDownLatch closing = new CountDownLatch(1);

    SimulatedProvider(SimulatedCharges charges, SimulatedProviderSettings settings) {
        this.charges = charges;
        this.settings = settings;
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Charge> authorize(@PathVariable UUID key, @RequestBody @Valid ChargeRequest request) {
        var requests =
                charges.request(key, request, SimulatedToken.of(request.token()).decision());
        if (requests.charge().isPresent()) {
            return ResponseEntity.ok(requests.charge().get());
        }
        var token = SimulatedToken.of(requests.token());
        return switch (token) {
            case VISA, DECLINED, FRAUD ->
                ResponseEntity.ok(charges.decide(key, request, token.decision().orElseThrow()));
            case SLOW -> after(settings.slow(), hold(key, request));
            case TIMEOUT_AFTER_CHARGE -> after(settings.silence(), hold(key, request));
            case CONNECTION_BREAKS_AFTER_CHARGE -> {
                hold(key, request);
                yield brokenAnswer();
            }
            case ANSWERS_AFTER_A_MINUTE -> process(key, request);
            case ERROR_AFTER_CHARGE -> {
                hold(key, request);
                yield error();
            }
            case ERROR_WITHOUT_CHARGE -> isFirst(requests) ? error() : ResponseEntity.ok(hold(key, request));
            case NEVER_ANSWERS -> throw noAnswer();
        };
    }

    @GetMapping
    Charge show(@PathVariable UUID key) {
        giveNoAnswerIfRequested(key);
        return find(key);
    }

    @PostMapping("/capture")
    void capture(@PathVariable UUID key) {
        move(key, "authorized", "captured");
    }

    @PostMapping("/cancel")
    Charge cancel(@PathVariable UUID key) {
        giveNoAnswerIfRequested(key);
        return charges.cancel(key);
    }

    @PostMapping("/refund")
    void refund(@PathVariable UUID key) {
        move(key, "captured", "refunded");
    }

    /** Ends all waiting, so that no request delays the shutdown. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.countDown();
    }

    private Charge hold(UUID key, ChargeRequest request) {
        return charges.decide(key, request, Decision.AUTHORIZE);
    }

    private ResponseEntity<Charge> process(UUID key, ChargeRequest request) {
        charges.process(key, request, settings.late());
        pause(settings.late());
        return ResponseEntity.ok(find(key));
    }

    private ResponseEntity<Charge> after(Duration time, Charge charge) {
        pause(time);
        return ResponseEntity.ok(charge);
    }

    /** Announces an answer, and closes the connection instead. */
    private static ResponseEntity<Charge> brokenAnswer() {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONNECTION, "close")
                .contentLength(100)
                .build();
    }

    private static ResponseEntity<Charge> error() {
        return ResponseEntity.internalServerError().build();
    }

    private static boolean isFirst(Requests requests) {
        return requests.times() == 1;
    }

    private void giveNoAnswerIfRequested(UUID key) {
        if (charges.wasRequestedWith(key, SimulatedToken.NEVER_ANSWERS)) {
            throw noAnswer();
        }
    }

    /** The connection has to end at some time; by then no client waits for this answer. */
    private ProblemException noAnswer() {
        pause(settings.silence());
        return CommonProblem.TIME_IS_UP.because("Nothing was done.");
    }

    private void pause(Duration time) {
        try {
            closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void move(UUID key, String from, String to) {
        if (charges.move(key, from, to)) {
            return;
        }
        giveNoAnswerIfRequested(key);
        if (!find(key).status().equals(to)) {
            throw ProviderProblem.CHARGE_NOT_MOVABLE.because("Only a charge that is " + from + " can be " + to + ".");
        }
    }

    private Charge find(UUID key) {
        return charges.find(key)
                .orElseThrow(() -> ProviderProblem.CHARGE_NOT_FOUND.because("There is no charge " + key + "."));
    }
}
