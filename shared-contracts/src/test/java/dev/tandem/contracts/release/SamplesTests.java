package dev.tandem.contracts.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contracts.release.api.Json;
import dev.tandem.contracts.topology.Channels;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SamplesTests {

    private static final NavigableMap<String, Present> present = Present.of(Channels.ALL);
    private static final ContractFiles files = new ContractFiles(ReleaseContracts.HOME);

    @Nested
    class A_schema {

        @ParameterizedTest
        @CsvSource({
            "order.confirmed.v1, /orderId, 42",
            "order.confirmed.v1, /orderId, \"no-uuid\"",
            "order.confirmed.v1, /confirmedAt, \"yesterday\"",
            "order.confirmed.v1, /lines, {}",
            "order.confirmed.v1, /lines/0/quantity, \"two\"",
            "order.confirmed.v1, /customerId, null",
            "order.rejected.v1, /reason, \"BAD_WEATHER\"",
        })
        void refuses_a_sample_that_violates_it(String type, String field, String value) {
            assertThat(refusals(type, with(sample(type), field, value)))
                    .singleElement()
                    .asString()
                    .startsWith(field + ":");
        }

        @Test
        void refuses_a_sample_that_lacks_a_required_field() {
            assertThat(refusals("order.confirmed.v1", Json.write(Map.of())))
                    .hasSize(6)
                    .anySatisfy(refusal -> assertThat(refusal).contains("'email' not found"));
        }

        @Test
        void accepts_a_field_that_it_does_not_know() {
            var newer = ((ObjectNode) sample("order.confirmed.v1")).put("giftWrap", true);

            assertThat(refusals("order.confirmed.v1", newer)).isEmpty();
        }

        @Test
        void accepts_that_an_optional_field_is_left_out() {
            var schema = Present.of(Parcels.Released.ParcelSent.class).schema();
            var sample = Map.of(
                    "parcelId", "3f8a7f5e-0c39-4f0b-9a8b-6f0b1f6f2c11",
                    "carrier", "Pigeon",
                    "weight", 7,
                    "speed", "EXPRESS",
                    "items", List.of());

            assertThat(Samples.refusals(schema, Json.write(sample))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "payment.authorized.v1, /amount/amount, -1",
        "payment.authorized.v1, /amount/currency, \"Euro\"",
        "payment.authorize-payment.v1, /token, \"\"",
        "payment.authorize-sealed-payment.v1, /sealedToken, \"\"",
        "inventory.reserve-stock.v1, /lines, []",
        "inventory.reserve-stock.v1, /lines/0/quantity, 0",
        "inventory.reserve-stock.v1, /lines/0/sku, \"\"",
    })
    void the_limits_of_a_schema_are_those_of_its_record(String type, String field, String value) {
        var beyond = with(sample(type), field, value);

        assertThat(refusals(type, beyond)).singleElement().asString().startsWith(field + ":");
        assertThatThrownBy(() -> Samples.rewritten(beyond, present(type).message()))
                .isInstanceOf(JacksonException.class)
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_field_that_a_sample_does_not_show_is_named() {
        var sample = with(sample("order.confirmed.v1"), "/lines/0/price", "{\"amount\": 1}");

        assertThat(Samples.unseen("", present("order.confirmed.v1").schema(), sample))
                .containsExactly("lines[].price.currency");
    }

    private static Present present(String type) {
        return Objects.requireNonNull(present.get(type));
    }

    private static List<String> refusals(String type, JsonNode sample) {
        return Samples.refusals(present(type).schema(), sample);
    }

    private static JsonNode sample(String type) {
        return files.sample(type).orElseThrow();
    }

    private static JsonNode with(JsonNode sample, String pointer, String value) {
        var slash = pointer.lastIndexOf('/');
        ((ObjectNode) sample.at(pointer.substring(0, slash))).set(pointer.substring(slash + 1), Json.read(value));
        return sample;
    }
}
