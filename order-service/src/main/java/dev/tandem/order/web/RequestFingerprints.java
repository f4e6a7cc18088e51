package dev.tandem.order.web;

import dev.tandem.order.domain.idempotency.RequestFingerprint;
import dev.tandem.sealing.KeyedFingerprints;
import java.util.ArrayList;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes the fingerprints of requests, with a key, because a request contains a payment token. */
@Component
class RequestFingerprints {

    private final JsonMapper json;
    private final KeyedFingerprints keyed;

    RequestFingerprints(JsonMapper json, KeyedFingerprints keyed) {
        this.json = json;
        this.keyed = keyed;
    }

    RequestFingerprint of(PlaceOrderRequest request) {
        var content = json.writeValueAsString(request);
        var prints = new ArrayList<>(keyed.of(content));
        var value = prints.removeFirst();
        prints.add(IdempotencyKey.digest(content));
        return new RequestFingerprint(value, prints);
    }
}
