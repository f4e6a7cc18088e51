package dev.tandem.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of the simulated provider: its charges, and the requests that it received. */
class SimulatedCharges {

    private static final String RECORD_REQUEST = """
            insert into simulated_provider.requests as request (key, token, times) values (?, ?, 1)
            on conflict (key) do update set times = request.times + 1
            returning token, times""";

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

    private static final String MOVE = "update simulated_provider.charges set status = ? where key = ? and status = ?";

    private static final String FIND =
            "select status, decline_code, amount, currency from simulated_provider.charges where key = ?";

    private final JdbcClient jdbc;

    private SimulatedCharges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Creates the tables in a schema of their own, with a migration history of its own. It takes over the tables of
     * builds in which payment-service created them.
     */
    static SimulatedCharges in(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .schemas("simulated_provider")
                .locations("classpath:db/simulated-provider")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        return new SimulatedCharges(JdbcClient.create(database));
    }

    /**
     * The requests to authorise one charge.
     *
     * @param token the token of the first request
     * @param times how many there have been
     */
    record Requests(String token, int times) {}

    Requests recordRequest(UUID key, String token) {
        return jdbc.sql(RECORD_REQUEST)
                .params(key, token)
                .query(DataClassRowMapper.newInstance(Requests.class))
                .single();
    }

    boolean wasRequestedWith(UUID key, SimulatedToken token) {
        return jdbc.sql(WAS_REQUESTED_WITH)
                .params(key, token.token())
                .query(Boolean.class)
                .single();
    }

    /** Decides once; every later request gets the first decision. */
    Charge decide(UUID key, ChargeRequest request, String status, @Nullable String declineCode) {
        jdbc.sql(DECIDE)
                .params(key, request.amount(), request.currency(), status)
                .param(declineCode)
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

    boolean move(UUID key, String from, String to) {
        endProcessing(key);
        return jdbc.sql(MOVE).params(to, key, from).update() == 1;
    }

    Optional<Charge> find(UUID key) {
        endProcessing(key);
        return jdbc.sql(FIND)
                .param(key)
                .query(DataClassRowMapper.newInstance(Charge.class))
                .optional();
    }

    private void endProcessing(UUID key) {
        jdbc.sql(END_PROCESSING).param(key).update();
    }
}
