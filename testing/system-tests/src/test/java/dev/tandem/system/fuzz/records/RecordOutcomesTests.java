package dev.tandem.system.fuzz.records;

import static dev.tandem.system.fuzz.values.Expectation.INVALID;
import static dev.tandem.system.fuzz.values.Expectation.OPEN;
import static dev.tandem.system.fuzz.values.Expectation.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.system.fuzz.records.RecordOutcomes.Letter;
import dev.tandem.system.fuzz.values.Expectation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecordOutcomesTests {

    private static final Consumer MAILS =
            new Consumer("notification", "notification", "order.events", Set.of("order.cancelled.v1"));
    private static final Consumer SAGA = new Consumer("order", "orders", "order.events", Set.of());
    private static final String ORIGIN = "order.events-3@42";

    private final RecordOutcomes fates = new RecordOutcomes();

    @Nested
    class A_record {

        @Test
        void whose_id_the_inbox_knows_was_handled() {
            fates.addHandled("notification", "order.events", "id-1");

            assertThat(fates.of(sent(VALID), MAILS)).isEqualTo(RecordOutcome.HANDLED);
            assertThat(fates.broken(sent(VALID), MAILS)).isEmpty();
        }

        @Test
        void that_nobody_knows_is_lost() {
            fates.addHandled("inventory", "order.events", "id-1");

            assertThat(fates.broken(sent(OPEN), MAILS)).containsExactly("its outcome is unknown");
        }

        @Test
        void of_an_unknown_type_is_skipped() {
            assertThat(fates.of(sent("order.shipped.v1", false, OPEN), MAILS)).isEqualTo(RecordOutcome.SKIPPED);
        }

        @Test
        void of_an_ignored_type_is_left_out_whatever_is_in_it() {
            var ignored = sent("order.cancelled.v1", true, INVALID);
            fates.addHandled("notification", "order.events", "id-1");

            assertThat(fates.of(ignored, MAILS)).isEqualTo(RecordOutcome.LEFT_OUT);
            assertThat(fates.broken(ignored, MAILS)).isEmpty();
        }

        @Test
        void about_an_order_that_does_not_exist_is_left_out_by_the_saga_if_the_contract_allows_it() {
            assertThat(fates.of(sent(VALID), SAGA)).isEqualTo(RecordOutcome.LEFT_OUT);
            assertThat(fates.broken(sent(VALID), SAGA)).isEmpty();
            assertThat(fates.broken(sent(INVALID), SAGA))
                    .containsExactly("the contract does not allow what was read and left out");
        }

        @Test
        void without_a_type_has_to_be_dead() {
            assertThat(fates.of(sent(null, false, INVALID), MAILS)).isEqualTo(RecordOutcome.LOST);
            assertThat(fates.of(sent(null, false, INVALID), SAGA)).isEqualTo(RecordOutcome.LOST);
        }

        @Test
        void that_is_dead_needs_a_reason() {
            letter("DEAD", " ");

            assertThat(fates.broken(sent(INVALID), MAILS)).containsExactly("the reason why it is dead is unknown");
        }

        @Test
        void may_wait_behind_a_dead_one_whatever_it_is() {
            letter("WAITING", null);

            assertThat(fates.of(sent(VALID), MAILS)).isEqualTo(RecordOutcome.WAITING);
            assertThat(fates.broken(sent(VALID), MAILS)).isEmpty();
        }

        @Test
        void that_has_waited_and_was_handled_is_handled() {
            letter("REPLAYED", null);
            assertThat(fates.of(sent(VALID), MAILS)).isEqualTo(RecordOutcome.LOST);

            fates.addHandled("notification", "order.events", "id-1");
            assertThat(fates.of(sent(VALID), MAILS)).isEqualTo(RecordOutcome.HANDLED);
        }

        @Test
        void that_the_contract_allows_must_not_be_dead() {
            letter("DEAD", "java.lang.IllegalStateException");

            assertThat(fates.broken(sent(VALID), MAILS)).containsExactly("the contract allows what is dead");
            assertThat(fates.broken(sent(OPEN), MAILS)).isEmpty();
        }

        @Test
        void that_the_contract_does_not_allow_must_not_be_handled() {
            fates.addHandled("notification", "order.events", "id-1");

            assertThat(fates.broken(sent(INVALID), MAILS))
                    .containsExactly("the contract does not allow what was handled");
        }
    }

    private void letter(String state, @Nullable String error) {
        fates.addLetter("notification", "order.events", ORIGIN, new Letter(state, error));
    }

    private static Sent sent(Expectation expectation) {
        return sent("order.placed.v1", true, expectation);
    }

    private static Sent sent(@Nullable String type, boolean known, Expectation expectation) {
        return new Sent(
                new RecordCase(1, "order.events", null, null, List.of(), "id-1", type, known, expectation, "by hand"),
                ORIGIN);
    }
}
