package dev.tandem.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tandem.local.demo.Step.Command;
import dev.tandem.local.demo.Step.Request;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StoryFileTests {

    private static final String HEADER = """
        # A summary.
        #
        # ./tandem demo story runs it.
        @order-service = http://localhost:8080

        """;

    @Nested
    class A_section {

        @Test
        void has_a_title_an_expected_answer_and_a_request() {
            var story = story("""
                ### Place an order
                # 402 /problems/payment-declined: the order is REJECTED.
                # A second line, which says MORE.
                POST {{order-service}}/api/orders
                Content-Type: application/json
                Prefer: wait=8

                {
                  "customerId": "ada"
                }
                """);

            assertThat(story.summary()).isEqualTo("A summary.");
            assertThat(story.steps())
                    .containsExactly(new Request(
                            "Place an order",
                            new ExpectedAnswer(402, List.of("/problems/payment-declined", "REJECTED")),
                            "POST",
                            "{{order-service}}/api/orders",
                            List.of("Content-Type: application/json", "Prefer: wait=8"),
                            "{\n  \"customerId\": \"ada\"\n}"));
        }

        @Test
        void may_be_a_command() {
            assertThat(story("### Stop it\n# The others continue.\n# ./tandem stop payment\n")
                            .steps())
                    .containsExactly(new Command(List.of("stop", "payment")));
        }

        @Test
        void may_be_a_command_and_then_a_request() {
            assertThat(story("### Both\n# ./tandem start payment\n# 200\nGET {{order-service}}/api/orders\n")
                            .steps())
                    .hasExactlyElementsOfTypes(Command.class, Request.class);
        }

        @Test
        void may_have_the_line_ends_of_Windows() {
            assertThat(story("### Look\r\n# 200 CONFIRMED\r\nGET {{order-service}}/api/orders\r\n")
                            .steps())
                    .singleElement()
                    .isInstanceOfSatisfying(Request.class, request -> {
                        assertThat(request.uri()).isEqualTo("{{order-service}}/api/orders");
                        assertThat(request.body()).isEmpty();
                    });
        }
    }

    @Nested
    class A_malformed_section_is_named {

        @Test
        void if_it_is_empty() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> story("### Nothing\n# 200\n"))
                    .withMessageContaining("'Nothing' has neither a command nor a request");
        }

        @Test
        void if_it_describes_no_answer() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> story("### Silent\nGET http://localhost\n"))
                    .withMessageContaining("'Silent' describes no answer");
        }

        @Test
        void if_its_description_begins_without_a_status() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> story("### Vague\n# The order.\nGET http://localhost\n"))
                    .withMessageContaining("'The order.' does not begin with the status");
        }

        @Test
        void if_its_request_has_no_address() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> story("### Nowhere\n# 200\nGET\n"))
                    .withMessageContaining("'GET' is not a method and an address");
        }
    }

    private static Story story(String sections) {
        return new StoryFile(HEADER + sections).story("story");
    }
}
