package dev.tandem.provider;

import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

import dev.tandem.web.problem.ProblemCatalogue;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@WebMvcTest
@TestPropertySource(properties = "tandem.simulated-provider.silence=1ms")
@AutoConfigureRestTestClient
class SimulatedProviderTests {

    @SpringBootConfiguration
    @EnableConfigurationProperties(SimulatedProviderSettings.class)
    static class Service {

        @Bean
        SimulatedProvider simulatedProvider(SimulatedCharges charges, SimulatedProviderSettings settings) {
            return new SimulatedProvider(charges, settings);
        }

        @Bean
        ProblemCatalogue problems() {
            return ProblemCatalogue.of(ProviderProblem.values());
        }
    }

    @Autowired
    RestTestClient http;

    @MockitoBean
    SimulatedCharges charges;

    private final UUID key = UUID.randomUUID();

    @Test
    void an_unknown_charge_is_not_found() {
        expectProblem(http.get().uri(path("")).exchange(), 404, "charge-not-found");
    }

    @Test
    void a_declined_charge_cannot_be_captured() {
        given(charges.find(key)).willReturn(Optional.of(new Charge("declined", "fraud", 2590L, "EUR")));

        expectProblem(http.post().uri(path("/capture")).exchange(), 409, "charge-not-movable");
    }

    @Test
    void a_request_that_gets_no_answer_ends_with_a_problem() {
        given(charges.wasRequestedWith(key, SimulatedToken.NEVER_ANSWERS)).willReturn(true);

        expectProblem(http.get().uri(path("")).exchange(), 504, "time-is-up");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            delimiter = ';',
            value = {
                "{'amount': -1, 'currency': 'EUR', 'token': 't'}; amount",
                "{'currency': 'EUR', 'token': 't'}; amount",
                "{'amount': 1, 'currency': 'euro', 'token': 't'}; currency",
                "{'amount': 1, 'token': 't'}; currency",
                "{'amount': 1, 'currency': 'EUR'}; token",
                "{'amount': 1, 'currency': 'EUR', 'token': 'a\\u0000b'}; token"
            })
    void an_invalid_request_is_refused(String body, String field) {
        var answer = http.put()
                .uri(path(""))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body.replace('\'', '"'))
                .exchange();

        expectProblem(answer, 400, "invalid-request")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
        then(charges).shouldHaveNoInteractions();
    }

    private String path(String action) {
        return "/simulated-provider/charges/" + key + action;
    }

    /** Also follows the type to its page. */
    private BodyContentSpec expectProblem(ResponseSpec answer, int status, String slug) {
        http.get().uri("/problems/" + slug).exchange().expectStatus().isOk();
        return answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/" + slug);
    }
}
