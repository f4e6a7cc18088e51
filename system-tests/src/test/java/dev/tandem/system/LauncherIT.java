package dev.tandem.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.system.Shop.Order;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./tandem} promises. A test that needs a running system takes the one that the test before has left. */
class LauncherIT {

    private static TandemScript tandem;
    private static Shop shop;

    private final Order order = Order.of("MUG-BLUE", 1);

    @BeforeAll
    static void a_home_is_empty(@TempDir Path home) throws IOException {
        tandem = new TandemScript(home);
        shop = new Shop(tandem.settings());
    }

    @AfterAll
    static void nothing_runs() throws InterruptedException {
        tandem.close();
    }

    @Nested
    class A_system_that_is_up {

        @BeforeEach
        void it_is_up() {
            tandem.up();
        }

        @Test
        void takes_orders() {
            assertThat(shop.place(order).text("status")).isEqualTo("CONFIRMED");
        }

        @Test
        void is_not_started_a_second_time() {
            var second = tandem.run("up");

            assertThat(second.output()).contains("it is running already", "./tandem status");
            assertThat(second.exitCode()).isEqualTo(1);
        }

        @Test
        void stops_and_starts_a_service_as_a_second_terminal_wants() {
            assertThat(tandem.run("stop", "payment").output()).containsPattern("payment-service .* stopped");
            assertThat(tandem.run("start", "payment").output()).containsPattern("payment-service .* ready");
            assertThat(tandem.run("status").output().lines())
                    .hasSize(4)
                    .allSatisfy(service -> assertThat(service).containsPattern("-service .* ready, pid "));
        }

        @Test
        void ends_when_it_is_asked_to_and_has_its_data_the_next_time() throws InterruptedException {
            var id = shop.place(order).orderId();

            tandem.end();

            tandem.up();
            assertThat(shop.find(id).text("status")).isEqualTo("CONFIRMED");
        }

        @Test
        void ends_even_if_services_hang() throws Exception {
            freeze("payment-service.jar");
            freeze("notification-service.jar");

            tandem.end();
        }

        @Test
        void may_lose_its_launcher_and_be_started_afresh() throws InterruptedException {
            var id = shop.place(order).orderId();
            tandem.kill();
            var leftovers = tandem.processes();
            assertThat(leftovers).isNotEmpty();

            tandem.up("--fresh");

            assertThat(tandem.output()).containsPattern("Ended \\d+ processes of a stack that was killed");
            assertThat(leftovers).noneMatch(ProcessHandle::isAlive);
            assertThat(shop.find(id).status()).isEqualTo(404);
        }
    }

    @Nested
    class A_system_that_starts {

        @BeforeEach
        void its_first_process_runs() throws InterruptedException {
            if (!tandem.processes().isEmpty()) {
                tandem.end();
            }
            tandem.beginUp();
            await().until(() -> !tandem.processes().isEmpty());
        }

        @Test
        void ends_when_it_is_asked_to() throws InterruptedException {
            tandem.end();
        }

        @Test
        void may_lose_its_launcher_and_be_started_again() throws InterruptedException {
            tandem.kill();

            tandem.up();

            // The first order of services that have just been started on a busy machine may take its time.
            assertThat(shop.place(order, "Prefer", "wait=8").text("status")).isEqualTo("CONFIRMED");
        }
    }

    @Test
    void a_port_that_is_taken_is_named_with_the_variable_that_changes_it(@TempDir Path home) throws IOException {
        var other = new TandemScript(home);
        var port = other.settings().mailPagePort();
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            var refused = other.run("up");

            assertThat(refused.output())
                    .contains("port " + port + " (the mail page) is taken")
                    .contains("TANDEM_MAIL_PORT=");
            assertThat(refused.exitCode()).isEqualTo(1);
        }
    }

    /** Lets a process live, but not listen. */
    private static void freeze(String jar) throws Exception {
        for (var process : tandem.processes()) {
            if (process.info().commandLine().orElse("").contains(jar)) {
                new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                        .start()
                        .waitFor();
            }
        }
    }
}
