package dev.tandem.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.messaging.MessagingDatabase;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A dead letter. */
class DeadLetterSweepIT {

    private final MessagingDatabase database = new MessagingDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    private static final int KEPT_DAYS = 30;

    @ParameterizedTest
    @EnumSource(names = {"REPLAYED", "DISCARDED"})
    void is_forgotten_a_month_after_it_was_closed(State closed) {
        add("old", closed, KEPT_DAYS + 1);
        add("new", closed, KEPT_DAYS - 1);

        new DeadLetterSweep().run(database.jdbc());

        assertThat(origins()).containsExactly("new");
    }

    @ParameterizedTest
    @EnumSource(names = {"DEAD", "WAITING", "READY"})
    void is_kept_for_as_long_as_it_is_open(State open) {
        add("open", open, 10 * KEPT_DAYS);
        add("closed", State.DISCARDED, KEPT_DAYS + 1);

        new DeadLetterSweep().run(database.jdbc());

        assertThat(origins()).containsExactly("open");
    }

    private void add(String origin, State state, int daysAgo) {
        database.jdbc().sql("""
                with letter as (
                    insert into messaging.dead_letters (consumer, origin, position, topic, headers, state, changed_at)
                    values ('test', ?, 1, 'test', '{}', ?, now() - make_interval(days => ?)) returning id)
                insert into messaging.dead_letter_decisions (dead_letter, action, operator, reason)
                select id, 'DISCARD', 'ada', 'nobody needs it' from letter""").params(origin, state.name(), daysAgo).update();
    }

    private List<String> origins() {
        return database.jdbc()
                .sql("select origin from messaging.dead_letters")
                .query((row, _) -> row.getString(1))
                .list();
    }
}
