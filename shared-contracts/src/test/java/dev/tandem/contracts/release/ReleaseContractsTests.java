package dev.tandem.contracts.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.release.api.FrozenApi;
import dev.tandem.contracts.release.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseContractsTests {

    private static final String PARCEL = "\"parcelId\": \"3f8a7f5e-0c39-4f0b-9a8b-6f0b1f6f2c11\"";
    private static final String SENT = """
            {%s, "carrier": "Pigeon", "weight": 7, "speed": "EXPRESS",
             "items": [{"sku": "MUG-BLUE", "quantity": 2}], "note": "to the left"}
            """.formatted(PARCEL);

    private static final String API = """
            {"paths": {"/parcels": {"get": {"responses": {"200": {"description": "parcels"}}}}}}""";

    @TempDir
    private Path home;

    @BeforeEach
    void releaseOnce() {
        write("present/parcel.sent.v1.sample.json", SENT);
        release(Parcels.Released.class);
    }

    @Nested
    class A_release {

        @Test
        void freezes_schema_and_sample_of_each_type() {
            assertThat(files().frozen()).singleElement().satisfies(frozen -> {
                assertThat(frozen.release()).isEqualTo(1);
                assertThat(frozen.type()).isEqualTo("parcel.sent.v1");
                assertThat(frozen.schema().at("/properties/carrier/type").asString())
                        .isEqualTo("string");
                assertThat(frozen.sample().at("/carrier").asString()).isEqualTo("Pigeon");
            });
        }

        @Test
        void holds_only_what_is_new_or_different() {
            write("present/parcel.lost.v1.sample.json", "{%s}".formatted(PARCEL));

            assertThat(release(Parcels.TypeAdded.class)).isEqualTo("Frozen as release 2: [parcel.lost.v1]");
            assertThat(files().frozen())
                    .extracting(Frozen::toString)
                    .containsExactly("parcel.sent.v1, release 1", "parcel.lost.v1, release 2");
        }

        @Test
        void has_the_apis_that_are_new_or_different() {
            write("present/parcel-service.openapi.json", API);

            assertThat(release(Parcels.Released.class)).isEqualTo("Frozen as release 2: [parcel-service]");
            assertThat(release(Parcels.Released.class)).startsWith("Nothing is different from release 2");
            assertThat(files().brokenSeals()).isEmpty();
            assertThat(files().apis().frozen()).containsExactly(new FrozenApi(2, "parcel-service", Json.read(API)));
        }

        @Test
        void is_not_made_when_nothing_is_different() {
            assertThat(release(Parcels.Released.class))
                    .isEqualTo("Nothing is different from release 1, so nothing is released.");
            assertThat(files().releases()).isEqualTo(1);
        }

        @Test
        void is_never_written_again() {
            var added = Present.of(List.of(Parcels.OptionalFieldAdded.class)).values();

            assertThatThrownBy(() -> files().freeze(1, added, Map.of()))
                    .hasMessage("release 1 is frozen: nothing is added to it.");
        }
    }

    @Nested
    class Nothing_is_released {

        @Test
        void that_breaks_what_was_released() {
            assertRefused(Parcels.FieldRemoved.class, "the field carrier was removed");
        }

        @Test
        void that_breaks_an_api_that_was_released() {
            write("present/parcel-service.openapi.json", API);
            release(Parcels.Released.class);
            write("present/parcel-service.openapi.json", "{\"paths\": {}}");

            assertThatThrownBy(() -> release(Parcels.Released.class))
                    .hasMessageStartingWith("Nothing is released.")
                    .hasMessageContaining("parcel-service, release 2, GET /parcels: the operation is gone.");
            assertThat(files().releases()).isEqualTo(2);
        }

        @Test
        void after_an_api_was_changed_behind_its_seal() {
            write("present/parcel-service.openapi.json", API);
            release(Parcels.Released.class);
            write("released/2/parcel-service.openapi.json", "{\"paths\": {}}");

            assertThatThrownBy(() -> release(Parcels.Released.class))
                    .hasMessageContaining("Release 2 is not as it was frozen");
        }

        @Test
        void without_a_sample() {
            assertRefused(Parcels.TypeAdded.class, "present/parcel.lost.v1.sample.json: write one");
        }

        @Test
        void whose_sample_does_not_show_all_of_it() {
            assertRefused(Parcels.OptionalFieldAdded.class, "it does not show floor");
        }

        @Test
        void after_a_frozen_file_was_changed() throws IOException {
            var schema = home.resolve("released/1/parcel.sent.v1.schema.json");
            write(
                    "released/1/parcel.sent.v1.schema.json",
                    Files.readString(schema).replace("carrier", "haulier"));

            assertRefused(Parcels.Released.class, "Release 1 is not as it was frozen");
        }

        private void assertRefused(Class<? extends Message> channel, String why) {
            assertThatThrownBy(() -> release(channel))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Nothing is released.")
                    .hasMessageContaining(why);
            assertThat(files().releases()).isEqualTo(1);
        }
    }

    @Test
    void a_draft_freezes_nothing() {
        assertThat(command(Parcels.OptionalFieldAdded.class).draft()).endsWith("[parcel.sent.v1]");
        assertThat(files().releases()).isEqualTo(1);
    }

    @Test
    void a_schema_that_is_not_that_of_its_record_is_found() {
        var check = new ContractCheck(Present.of(List.of(Parcels.OptionalFieldAdded.class)), files());

        assertThat(check.schemas())
                .containsExactly("parcel.sent.v1: its schema in present is not that of its record. Write it anew:"
                        + "  ./tandem release-contracts --draft");
    }

    @Test
    void files_of_a_type_without_a_record_are_found() {
        var check = new ContractCheck(Present.of(List.of()), files());

        assertThat(check.schemas())
                .containsExactly("parcel.sent.v1: present has files of it, and there is no such record.");
    }

    private String release(Class<? extends Message> channel) {
        command(channel).draft();
        return command(channel).release();
    }

    private ReleaseContracts command(Class<? extends Message> channel) {
        return new ReleaseContracts(Present.of(List.of(channel)), files());
    }

    private ContractFiles files() {
        return new ContractFiles(home);
    }

    private void write(String file, String text) {
        try {
            Files.createDirectories(home.resolve(file).getParent());
            Files.writeString(home.resolve(file), text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
