package dev.tandem.order.web;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** The link to the next page of orders, with the same filter (RFC 8288). */
final class NextPage {

    private NextPage() {}

    static String link(@Nullable String customerId, UUID after, int limit) {
        var next = UriComponentsBuilder.fromPath(OrderController.PATH)
                .queryParam("limit", limit)
                .queryParam("after", after)
                .queryParamIfPresent(
                        "customerId", Optional.ofNullable(customerId).map(_ -> "{customerId}"))
                .encode()
                .buildAndExpand(Optional.ofNullable(customerId).orElse(""));
        return "<" + next + ">; rel=\"next\"";
    }
}
