package dev.tandem.notification.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.testing.openapi.OpenApiDocument;
import dev.tandem.testing.openapi.OpenApiTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@OpenApiTest
class OpenApiTests {

    @Test
    void the_committed_document_is_that_of_the_code(@Autowired OpenApiDocument document) {
        assertThat(document.drift()).isEmpty();
    }
}
