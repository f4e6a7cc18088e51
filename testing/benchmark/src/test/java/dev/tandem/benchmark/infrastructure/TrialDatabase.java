package dev.tandem.benchmark.infrastructure;

import dev.tandem.benchmark.contestant.Contestant;
import dev.tandem.benchmark.contestant.Endpoints;
import dev.tandem.local.server.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/** The database of a trial: a table of orders, and the contestant's outbox. */
public final class TrialDatabase {

    private final PostgresServer postgres;
    private final Contestant contestant;
    private final Endpoints endpoints;

    TrialDatabase(PostgresServer postgres, Contestant contestant, Endpoints endpoints) {
        this.postgres = postgres;
        this.contestant = contestant;
        this.endpoints = endpoints;
    }

    void create() throws SQLException {
        postgres.execute("create database " + endpoints.database());
        execute("create table orders (id bigserial primary key, customer text not null, total int not null)");
        if (!contestant.tables().isEmpty()) {
            execute(contestant.tables());
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(endpoints.jdbcUrl(), Endpoints.USER, "");
    }

    public double query(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        }
    }

    public void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Adds events in transactions of the given number of rows. */
    void addBacklog(int subjects, int from, int to, int rows) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            statement.execute("""
                    do $do$
                    begin
                        for start in %d..%d by %d loop
                            %s;
                            commit;
                        end loop;
                    end $do$""".formatted(
                            from,
                            to - 1,
                            rows,
                            contestant.insertMany(
                                    endpoints.topic(), subjects, "start", "least(start + " + rows + ", " + to + ")")));
        }
    }

    /** Waits until Debezium listens: it relays only rows that are written afterwards. */
    void awaitSlot() throws SQLException {
        while (query("select count(*) from pg_replication_slots where active and database = current_database()") == 0) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    void drop() throws SQLException {
        if (contestant.isDebezium()) {
            execute(
                    "select pg_drop_replication_slot(slot_name) from pg_replication_slots where database = current_database()");
        }
        postgres.execute("drop database " + endpoints.database() + " with (force)");
    }
}
