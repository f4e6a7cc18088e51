package dev.tandem.contracts.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contracts.topology.Channels;
import org.junit.jupiter.api.Test;

/** The present contracts, compared with everything that was released. */
class ContractsTests {

    private final ContractFiles files = new ContractFiles(ReleaseContracts.HOME);
    private final ContractCheck check = new ContractCheck(Present.of(Channels.ALL), files);

    @Test
    void old_readers_and_old_messages_get_on_with_the_present_records() {
        assertThat(check.breaks()).isEmpty();
    }

    @Test
    void clients_of_the_released_apis_get_on_with_the_present_ones() {
        assertThat(check.apiBreaks()).isEmpty();
    }

    @Test
    void what_was_released_is_as_it_was() {
        assertThat(files.releases()).isPositive();
        assertThat(check.brokenSeals()).isEmpty();
    }

    @Test
    void the_schemas_are_those_of_the_records() {
        assertThat(check.schemas()).isEmpty();
    }

    @Test
    void the_async_api_document_is_that_of_the_records() {
        assertThat(check.documents()).isEmpty();
    }

    @Test
    void each_message_has_a_sample_that_shows_all_of_it() {
        assertThat(check.samples()).isEmpty();
    }

    @Test
    void each_frozen_sample_is_still_read() {
        assertThat(check.frozenSamples()).isEmpty();
    }
}
