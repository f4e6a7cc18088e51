package dev.tandem.order.web;

import dev.tandem.context.Deadline;
import dev.tandem.order.OrderFixtures;
import dev.tandem.order.application.CancelOrder;
import dev.tandem.order.application.FindOrders;
import dev.tandem.order.application.OrderSettings;
import dev.tandem.order.application.PlaceOrder;
import dev.tandem.order.application.PlaceOrderOnce;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.SagaEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@WebMvcTest({OrderController.class, PlaceOrderController.class})
@EnableConfigurationProperties(OrderSettings.class)
@AutoConfigureRestTestClient
@Import({OrderProblemPages.class, RequestFingerprints.class})
abstract class OrderApi {

    static final String TWO_MUGS = """
            {"customerId": "ada", "items": [{"sku": "MUG-BLUE", "quantity": 2}],
             "payment": {"token": "tok_visa"}, "contact": {"email": "ada@example.com"}}""";

    @Autowired
    RestTestClient http;

    @MockitoBean
    PlaceOrder placeOrder;

    @MockitoBean
    FindOrders findOrders;

    @MockitoBean
    PlaceOrderOnce placeOrderOnce;

    @MockitoBean
    CancelOrder cancelOrder;

    final Order order = OrderFixtures.order();
    final List<Optional<Deadline>> deadlines = new ArrayList<>();

    void placed(SagaEvent... outcomes) {
        for (var outcome : outcomes) {
            order.apply(outcome, OrderFixtures.NOW, OrderFixtures.LIMITS);
        }
        BDDMockito.given(placeOrder.place(ArgumentMatchers.any())).willReturn(order);
    }

    ResponseSpec prefer(String preference) {
        BDDMockito.given(placeOrder.place(ArgumentMatchers.any())).willAnswer(_ -> {
            deadlines.add(Deadline.current());
            return order;
        });
        return http.post()
                .uri("/api/orders")
                .header("Prefer", preference)
                .contentType(MediaType.APPLICATION_JSON)
                .body(TWO_MUGS)
                .exchange();
    }

    Duration budget() {
        return deadlines.getFirst().orElseThrow().left();
    }

    ResponseSpec post(String body) {
        return http.post()
                .uri("/api/orders")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    /** Also follows the type to its page. */
    RestTestClient.BodyContentSpec expectProblem(ResponseSpec answer, int status, String type) {
        http.get().uri(type).exchange().expectStatus().isOk();
        return answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo(type);
    }
}
