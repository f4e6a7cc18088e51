package dev.tandem.order.web;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.BDDMockito;

/** Orders that are refused before anything is done. */
class RefusedOrderTests extends OrderApi {

    @Nested
    class A_malformed_order_is_refused {

        @Test
        void without_items() {
            refused(TWO_MUGS.replace("{\"sku\": \"MUG-BLUE\", \"quantity\": 2}", ""), "items");
        }

        @Test
        void with_control_characters_in_a_text() {
            refused(TWO_MUGS.replace("\"ada\"", "\"a\\u0000da\""), "customerId");
            refused(TWO_MUGS.replace("tok_visa", "tok\\nvisa"), "payment.token");
        }

        @Test
        void with_a_quantity_of_zero() {
            refused(TWO_MUGS.replace("2}", "0}"), "items[0].quantity");
        }

        @Test
        void with_a_quantity_above_the_limit() {
            refused(TWO_MUGS.replace("2}", "100}"), "items[0].quantity");
        }

        @Test
        void with_a_malformed_sku() {
            refused(TWO_MUGS.replace("MUG-BLUE", "mug blue"), "items[0].sku");
        }

        @Test
        void with_the_same_sku_twice() {
            refused(TWO_MUGS.replace("[{", "[{\"sku\": \"MUG-BLUE\", \"quantity\": 1}, {"), "eachSkuNamedOnce");
        }

        @Test
        void without_a_customer() {
            refused(TWO_MUGS.replace("\"ada\"", "\" \""), "customerId");
        }

        @Test
        void without_a_payment_token() {
            refused(TWO_MUGS.replace("\"tok_visa\"", "null"), "payment.token");
        }

        @Test
        void with_a_malformed_email_address() {
            refused(TWO_MUGS.replace("ada@example.com", "ada at home"), "contact.email");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\u0141da@example.com",
                    "ada@exa\u200Dmple.com",
                    "ada@stra\u00DFe.example",
                    "\\\"ada b\\\"@example.com",
                    "ada@[127.0.0.1]"
                })
        void with_an_email_address_that_could_reach_another_person(String email) {
            expectProblem(post(TWO_MUGS.replace("ada@example.com", email)), 400, "/problems/invalid-request")
                    .jsonPath("$.errors[?(@.field == 'contact.email' && @.message =~ /.*such as ada@example.com.*/)]")
                    .isNotEmpty();
            BDDMockito.then(placeOrder).shouldHaveNoInteractions();
        }

        @Test
        void with_a_null_item() {
            refused(TWO_MUGS.replace("[{", "[null, {"), "items[0]");
        }

        @Test
        void with_an_unpaired_surrogate_in_a_text() {
            refused(TWO_MUGS.replace("\"ada\"", "\"a\\ud83dda\""), "customerId");
        }

        @Test
        void with_texts_that_are_too_long() {
            refused(TWO_MUGS.replace("\"ada\"", "\"" + "a".repeat(65) + "\""), "customerId");
            refused(TWO_MUGS.replace("tok_visa", "t".repeat(65)), "payment.token");
            refused(TWO_MUGS.replace("ada@example", "ada@" + "example.".repeat(32)), "contact.email");
            refused(TWO_MUGS.replace("MUG-BLUE", "M".repeat(41)), "items[0].sku");
        }

        @Test
        void with_more_than_fifty_items() {
            var items = IntStream.rangeClosed(0, 50)
                    .mapToObj("{\"sku\": \"MUG-%d\", \"quantity\": 1}"::formatted)
                    .collect(Collectors.joining(", ", "[", "]"));

            refused(TWO_MUGS.replace("[{\"sku\": \"MUG-BLUE\", \"quantity\": 2}]", items), "items");
        }

        @Test
        void with_a_quantity_that_is_no_whole_number() {
            refused(TWO_MUGS.replace("2}", "1.5}"), "items[0].quantity");
            refused(TWO_MUGS.replace("2}", "1e400}"), "items[0].quantity");
            refused(TWO_MUGS.replace("2}", "\"2\"}"), "items[0].quantity");
            refused(TWO_MUGS.replace("2}", "null}"), "items[0].quantity");
            refused(TWO_MUGS.replace(", \"quantity\": 2}", "}"), "items[0].quantity");
        }

        @Test
        void that_is_not_json() {
            expectProblem(post("an order, please"), 400, "/problems/invalid-request");
        }

        private void refused(String body, String field) {
            expectProblem(post(body), 400, "/problems/invalid-request")
                    .jsonPath("$.errors[?(@.field == '" + field + "')]")
                    .isNotEmpty();
            BDDMockito.then(placeOrder).shouldHaveNoInteractions();
        }
    }
}
