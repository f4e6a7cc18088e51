package dev.tandem.messaging.metrics;

import dev.tandem.messaging.Backlog.Outgoing;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The messages in the service's outbox that Kafka does not have yet, judged by the positions of the relay. A lane
 * without a row, or with the position of another server, counts as one from which nothing has been sent.
 *
 * @param lanes how many lanes the outbox has
 * @param lease how long a leader may keep a lane without a sign of life
 */
record OutboxBacklog(JdbcClient jdbc, int lanes, Duration lease) {

    Outgoing measure() {
        return jdbc.sql("""
                        select coalesce(sum(case when n < 10000 then n else greatest(n, last - highest_id) end), 0) as messages,
                               coalesce(sum(drain_rate), 0) as drained_per_second,
                               coalesce(extract(epoch from clock_timestamp() - min(oldest)), 0) as age
                        from (select last_value as last from messaging.outbox_id) sequence,
                        (select lane, case when refused_at is null then coalesce(sent, '3:3:') else '3:3:' end as sent,
                                sending, coalesce(last_id, 0) as last_id,
                                coalesce(highest_id, 0) as highest_id, drain_rate
                         from generate_series(0, ? - 1) lane full join messaging.outbox_lane using (lane)) lane,
                        lateral (
                            select count(*) as n, min(created_at) as oldest from (
                                select created_at from messaging.outbox message
                                where message.lane = lane.lane and xid >= pg_snapshot_xmin(sent)
                                  and not pg_visible_in_snapshot(xid, sent)
                                  and not (sending is not null and id <= last_id and pg_visible_in_snapshot(xid, sending))
                                order by xid limit 10000) first) unsent""")
                .param(lanes)
                .query((row, _) -> new Outgoing(
                        row.getLong("messages"),
                        Duration.ofNanos((long) (row.getDouble("age") * 1e9)),
                        row.getDouble("drained_per_second")))
                .single();
    }

    /**
     * For how many seconds no leader of a lane has saved its progress or had its lease extended, after a lease; 0 while
     * each lane has a leader. A relay that takes the lane over, and fails at once, does not count.
     */
    double leaderless() {
        return jdbc.sql("""
                        select greatest(0, max(extract(epoch from
                            clock_timestamp() - greatest(led_at, pg_postmaster_start_time()))) - ?)
                        from generate_series(0, ? - 1) lane left join messaging.outbox_lane using (lane)""")
                .params(lease.toMillis() / 1e3, lanes)
                .query(Double.class)
                .single();
    }
}
