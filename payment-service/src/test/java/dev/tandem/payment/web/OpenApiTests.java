package dev.tandem.payment.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.testing.openapi.OpenApiDocument;
import dev.tandem.testing.openapi.OpenApiTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Without the simulated provider, which is no part of the service's API. */
@OpenApiTest
@TestPropertySource(properties = "tandem.simulated-provider.enabled=false")
class OpenApiTests {

    @Test
    void the_committed_document_is_that_of_the_code(@Autowired OpenApiDocument document) {
        assertThat(document.drift()).isEmpty();
    }
}
