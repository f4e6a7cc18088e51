package dev.tandem.order.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.order.application.BrowseProducts;
import dev.tandem.order.application.Catalogue.Product;
import dev.tandem.order.application.OrderSettings;
import dev.tandem.order.application.ServiceUnavailableException;
import dev.tandem.order.domain.Money;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@WebMvcTest(ProductController.class)
@EnableConfigurationProperties(OrderSettings.class)
@AutoConfigureRestTestClient
@Import(OrderProblemPages.class)
class ProductControllerTests {

    @Autowired
    RestTestClient http;

    @MockitoBean
    BrowseProducts browseProducts;

    @Test
    void the_list_shows_what_can_be_ordered() {
        available(10);

        ask("W/\"none\"")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-cache")
                .expectBody()
                .jsonPath("$[0].price.amount")
                .isEqualTo(1295)
                .jsonPath("$[0].available")
                .isEqualTo(10);
    }

    @Test
    void a_list_that_is_still_the_same_is_not_sent_again() {
        available(10);

        ask(tag()).expectStatus().isNotModified().expectBody().isEmpty();
    }

    @Test
    void a_list_in_which_the_stock_has_changed_is_sent() {
        available(10);
        var before = tag();
        available(9);

        ask(before).expectStatus().isOk();
        assertThat(tag()).isNotEqualTo(before).startsWith("W/");
    }

    @Test
    void an_unreadable_list_is_a_503_that_mentions_no_order() {
        BDDMockito.given(browseProducts.all())
                .willThrow(new ServiceUnavailableException("inventory-service", new IOException("connection refused")));

        ask("W/\"none\"")
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals(HttpHeaders.RETRY_AFTER, "2")
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("The products cannot be shown at the moment. Please try again soon.");
    }

    private void available(int units) {
        BDDMockito.given(browseProducts.all())
                .willReturn(List.of(new Product("MUG-BLUE", "Mug, blue", new Money(1295, "EUR"), units)));
    }

    private String tag() {
        return requireNonNull(
                ask("W/\"none\"").returnResult().getResponseHeaders().getETag());
    }

    private ResponseSpec ask(String known) {
        return http.get()
                .uri("/api/products")
                .header(HttpHeaders.IF_NONE_MATCH, known)
                .exchange();
    }
}
