package dev.tandem.contracts.release.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithdrawnPathsTests {

    @Test
    void the_simulated_provider_may_leave_the_api_of_payment_service() {
        assertThat(breaksWithout("payment-service", "/simulated-provider/charges/{key}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "payment-service, /internal/payments/{orderId}",
        "payment-service, /simulated-provider-reports",
        "payment-service, /internal/simulated-provider/charges/{key}",
        "order-service,   /simulated-provider/charges/{key}"
    })
    void every_other_path_stays(String service, String path) {
        assertThat(breaksWithout(service, path)).singleElement().asString().contains(path + ": the operation is gone.");
    }

    private static List<String> breaksWithout(String service, String path) {
        var released = Json.read("{\"paths\": {\"%s\": {\"get\": {\"responses\": {\"200\": {}}}}}}".formatted(path));
        var present = Json.read("{\"paths\": {}}");
        return ApiCompatibility.breaks(List.of(new FrozenApi(3, service, released)), Map.of(service, present));
    }
}
