package dev.tandem.messaging.metrics;

import dev.tandem.messaging.Backlog.Outgoing;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The messages in the service's outbox that Kafka does not have yet, judged by the positions of the relay. */
record OutboxBacklog(JdbcClient jdbc) {

    Outgoing measure() {
        return jdbc.sql("""
                        select coalesce(sum(case when n < 10000 then n else greatest(n, last - highest_id) end), 0) as messages,
                               coalesce(sum(drain_rate), 0) as drained_per_second,
                               coalesce(extract(epoch from clock_timestamp() - min(oldest)), 0) as age
                        from (select last_value as last from messaging.outbox_id) sequence, messaging.outbox_lane lane,
                        lateral (
                            select count(*) as n, min(created_at) as oldest from (
                                select created_at from messaging.outbox message
                                where message.lane = lane.lane and xid >= pg_snapshot_xmin(sent)
                                  and not pg_visible_in_snapshot(xid, sent)
                                  and not (sending is not null and id <= last_id and pg_visible_in_snapshot(xid, sending))
                                order by xid limit 10000) first) unsent""")
                .query((row, _) -> new Outgoing(
                        row.getLong("messages"),
                        Duration.ofNanos((long) (row.getDouble("age") * 1e9)),
                        row.getDouble("drained_per_second")))
                .single();
    }
}
