package dev.tandem.provider;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of the simulated provider: its charges, and the requests that it received. */
class SimulatedCharges {

    /** Decides with the first request, if that is known by then; every later request gets the first decision. */
    private static final String REQUEST = """
            with requested as (
                insert into simulated_provider.requests as request (key, token, times) values (?, ?, 1)
                on conflict (key) do update set times = request.times + 1
                returning key, token, times),
            decided as (
                insert into simulated_provider.charges (key, amount, currency, status, decline_code)
                select key, ?, ?, ?, ? from requested where times = 1 and cast(? as boolean)
                on conflict do nothing
                returning status, decline_code, amount, currency)
            select token, times, decided.* from requested left join decided on true""";

    private static final String WAS_REQUESTED_WITH =
            "select exists (select from simulated_provider.requests where key = ? and token = ?)";

    private static final String DECIDE = """
            insert into simulated_provider.charges (key, amount, currency, status, decline_code)
            values (?, ?, ?, ?, ?) on conflict do nothing""";

    private static final String BEGIN_PROCESSING = """
            insert into simulated_provider.charges (key, amount, currency, status, decided_at)
            values (?, ?, ?, 'processing', now() + make_interval(secs => ?)) on conflict do nothing""";

    private static final String END_PROCESSING = """
            update simulated_provider.charges set status = 'authorized'
            where key = ? and status = 'processing' and decided_at <= now()""";

    /** An unknown charge has no amount: XXX is the code of ISO 4217 for no currency. */
    private static final String CANCEL = """
            insert into simulated_provider.charges as charge (key, amount, currency, status)
            values (?, 0, 'XXX', 'cancelled')
            on conflict (key) do update set status = 'cancelled' where charge.status = 'authorized'""";

    private static final String MOVE = """
            update simulated_provider.charges as charge set status = ?
            where key = ? and (status = ? or ? = 'authorized' and status = 'processing' and decided_at <= now())
              and not exists (select from simulated_provider.requests where key = charge.key and token = ?)""";

    private static final String FIND =
            "select status, decline_code, amount, currency from simulated_provider.charges where key = ?";

    private final JdbcClient jdbc;

    private SimulatedCharges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static SimulatedCharges in(DataSource database) {
        return new SimulatedCharges(JdbcClient.create(database));
    }

    /**
     * The requests to authorise one charge.
     *
     * @param token the token of the first request
     * @param times how many there have been
     * @param charge present if this request has decided it
     */
    record Requests(String token, int times, Optional<Charge> charge) {}

    /** Records a request; the first one decides the charge, if there is a decision for its token. */
    Requests request(UUID key, ChargeRequest request, Optional<Decision> decision) {
        return jdbc.sql(REQUEST)
                .params(key, request.token(), request.amount(), request.currency())
                .param(decision.map(Decision::status).orElse(null))
                .param(decision.map(Decision::declineCode).orElse(null))
                .param(decision.isPresent())
                .query((row, _) -> new Requests(row.getString(1), row.getInt(2), charge(row, 3)))
                .single();
    }

    private static Optional<Charge> charge(ResultSet row, int first) throws SQLException {
        var status = row.getString(first);
        return status == null
                ? Optional.empty()
                : Optional.of(
                        new Charge(status, row.getString(first + 1), row.getLong(first + 2), row.getString(first + 3)));
    }

    boolean wasRequestedWith(UUID key, SimulatedToken token) {
        return jdbc.sql(WAS_REQUESTED_WITH)
                .params(key, token.token())
                .query(Boolean.class)
                .single();
    }

    /** Decides once; every later request gets the first decision. */
    Charge decide(UUID key, ChargeRequest request, Decision decision) {
        jdbc.sql(DECIDE)
                .params(key, request.amount(), request.currency(), decision.status())
                .param(decision.declineCode())
                .update();
        return find(key).orElseThrow();
    }

    /** Authorises the charge, but only after the given time. */
    void process(UUID key, ChargeRequest request, Duration time) {
        jdbc.sql(BEGIN_PROCESSING)
                .params(key, request.amount(), request.currency(), time.toMillis() / 1e3)
                .update();
    }

    /** Stores an unknown key as cancelled, so that a request that arrives later holds nothing. */
    Charge cancel(UUID key) {
        endProcessing(key);
        jdbc.sql(CANCEL).param(key).update();
        return find(key).orElseThrow();
    }

    /** Moves a charge from one state to another; returns false if it is in another state, or is never answered. */
    boolean move(UUID key, String from, String to) {
        return jdbc.sql(MOVE)
                        .params(to, key, from, from, SimulatedToken.NEVER_ANSWERS.token())
                        .update()
                == 1;
    }

    Optional<Charge> find(UUID key) {
        endProcessing(key);
        return jdbc.sql(FIND)
                .param(key)
                .query((row, _) -> charge(row, 1).orElseThrow())
                .optional();
    }

    private void endProcessing(UUID key) {
        jdbc.sql(END_PROCESSING).param(key).update();
    }
}
