package dev.tandem.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceLogsTests {

    @TempDir
    private Path folder;

    @BeforeEach
    void two_services_have_logged_before() throws IOException {
        log("order", "2026-11-26T15:45:30.000Z  INFO 7 --- [order-service] [main] d.t.Order  : order 4711: old");
        log(
                "payment",
                "2026-11-26T15:45:30.000Z  INFO 8 --- [payment-service] [main] d.t.Pay  : payment of order 4711");
    }

    @Test
    void are_read_from_now_on_and_put_in_the_order_of_their_times() throws IOException {
        var logs = ServiceLogs.fromNowOn(folder);

        log(
                "order",
                "2026-11-26T15:45:34.317+05:45  INFO 7 --- [order-service] [handler-80] d.t.Order  : order 4711: b");
        log("payment", "2026-11-26T15:45:34.180+05:45  INFO 8 --- [payment-service] [main] d.t.Pay  : order 4711 : a");
        log("payment", "2026-11-26T15:45:34.180+05:45  INFO 8 --- [payment-service] [main] d.t.Pay  : order 4712");
        log("payment", "    at a.trace.that.mentions(4711)");

        assertThat(logs.linesWith("4711"))
                .containsExactly(
                        "15:45:34.180  payment-service       order 4711 : a",
                        "15:45:34.317  order-service         order 4711: b");
    }

    private void log(String service, String line) throws IOException {
        Files.writeString(
                folder.resolve(service + ".log"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
