package dev.tandem.payment.simulator;

import dev.tandem.payment.simulator.SimulatedProvider.Charge;
import dev.tandem.payment.simulator.SimulatedProvider.ChargeRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The memory of the simulated provider: its charges, and the requests it received, so that it can play its part to the
 * end.
 */
@Component
@ConditionalOnSimulator
class SimulatedCharges {

    private final JdbcClient jdbc;

    SimulatedCharges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A request to authorise.
     *
     * @param token the token of the first request for this key
     * @param times how often it has been requested so far
     */
    record Request(String token, int times) {}

    Request asked(UUID key, String token) {
        return jdbc.sql("""
                        insert into simulated_provider.requests as request (key, token, times) values (?, ?, 1)
                        on conflict (key) do update set times = request.times + 1
                        returning token, times""")
                .params(key, token)
                .query(DataClassRowMapper.newInstance(Request.class))
                .single();
    }

    boolean isFor(UUID key, SimulatedToken token) {
        return jdbc.sql("select exists (select from simulated_provider.requests where key = ? and token = ?)")
                .params(key, token.token())
                .query(Boolean.class)
                .single();
    }

    /** Decides once; every later request gets the first decision. */
    Charge decide(UUID key, ChargeRequest request, String status, @Nullable String declineCode) {
        jdbc.sql("""
                        insert into simulated_provider.charges (key, amount, currency, status, decline_code)
                        values (?, ?, ?, ?, ?) on conflict do nothing""")
                .params(key, request.amount(), request.currency(), status)
                .param(declineCode)
                .update();
        return find(key).orElseThrow();
    }

    /** Authorises the charge, but only after the given time. */
    void process(UUID key, ChargeRequest request, Duration time) {
        jdbc.sql("""
                        insert into simulated_provider.charges (key, amount, currency, status, decided_at)
                        values (?, ?, ?, 'processing', now() + make_interval(secs => ?)) on conflict do nothing""")
                .params(key, request.amount(), request.currency(), time.toMillis() / 1e3)
                .update();
    }

    /** Stores an unknown key as cancelled, so that a request that is still on its way holds nothing. */
    Charge cancel(UUID key) {
        endProcessing(key);
        jdbc.sql("""
                        insert into simulated_provider.charges as charge (key, amount, currency, status)
                        values (?, 0, 'XXX', 'cancelled')
                        on conflict (key) do update set status = 'cancelled' where charge.status = 'authorized'""").param(key).update();
        return find(key).orElseThrow();
    }

    boolean move(UUID key, String from, String to) {
        endProcessing(key);
        return jdbc.sql("update simulated_provider.charges set status = ? where key = ? and status = ?")
                        .params(to, key, from)
                        .update()
                == 1;
    }

    Optional<Charge> find(UUID key) {
        endProcessing(key);
        return jdbc.sql("select status, decline_code, amount, currency from simulated_provider.charges where key = ?")
                .param(key)
                .query(DataClassRowMapper.newInstance(Charge.class))
                .optional();
    }

    private void endProcessing(UUID key) {
        jdbc.sql("""
                        update simulated_provider.charges set status = 'authorized'
                        where key = ? and status = 'processing' and decided_at <= now()""").param(key).update();
    }
}
