package dev.tandem.payment.simulator;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * A payment provider to play with. The token says what happens: {@code tok_declined} is declined, {@code tok_fraud} is
 * declined for fraud, and any other is authorised. It remembers each key, so a repeated request moves no more money.
 */
@RestController
@RequestMapping("/simulated-provider/charges/{key}")
class SimulatedProvider {

    private final JdbcClient jdbc;

    SimulatedProvider(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record ChargeRequest(long amount, String currency, String token) {}

    record Charge(String status, @Nullable String declineCode) {}

    @PutMapping
    Charge authorize(@PathVariable UUID key, @RequestBody ChargeRequest request) {
        var charge = decide(request.token());
        jdbc.sql("""
                        insert into simulated_provider.charges (key, amount, currency, status, decline_code)
                        values (:key, :amount, :currency, :status, :declineCode) on conflict do nothing""")
                .param("key", key)
                .param("amount", request.amount())
                .param("currency", request.currency())
                .param("status", charge.status())
                .param("declineCode", charge.declineCode())
                .update();
        return find(key);
    }

    @PostMapping("/capture")
    void capture(@PathVariable UUID key) {
        move(key, "authorized", "captured");
    }

    /** A key that is unknown is remembered as cancelled, so that a request which is still on its way holds nothing. */
    @PostMapping("/cancel")
    Charge cancel(@PathVariable UUID key) {
        jdbc.sql("""
                        insert into simulated_provider.charges as charge (key, amount, currency, status)
                        values (?, 0, 'XXX', 'cancelled')
                        on conflict (key) do update set status = 'cancelled' where charge.status = 'authorized'""").param(key).update();
        return find(key);
    }

    @PostMapping("/refund")
    void refund(@PathVariable UUID key) {
        move(key, "captured", "refunded");
    }

    private static Charge decide(String token) {
        return switch (token) {
            case "tok_declined" -> new Charge("declined", "insufficient_funds");
            case "tok_fraud" -> new Charge("declined", "fraud");
            default -> new Charge("authorized", null);
        };
    }

    private void move(UUID key, String from, String to) {
        var moved = jdbc.sql("update simulated_provider.charges set status = ? where key = ? and status = ?")
                .params(to, key, from)
                .update();
        if (moved == 0 && !find(key).status().equals(to)) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "only what is " + from + " can be " + to);
        }
    }

    private Charge find(UUID key) {
        return jdbc.sql("select status, decline_code from simulated_provider.charges where key = ?")
                .param(key)
                .query(DataClassRowMapper.newInstance(Charge.class))
                .optional()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no such charge"));
    }
}
