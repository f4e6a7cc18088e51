package dev.tandem.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.local.settings.ServiceDefinition;
import dev.tandem.system.Shop.Order;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guarantees of {@code ./tandem}. A test that needs a running system uses the one that the test before has left;
 * the first test of all starts with an empty home.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
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
    @org.junit.jupiter.api.Order(1)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class A_system_that_is_up {

        @BeforeEach
        void it_is_up() {
            tandem.up();
        }

        @Test
        @org.junit.jupiter.api.Order(0)
        void has_warmed_up_without_a_warning_and_has_left_nothing_of_it_behind() throws SQLException {
            assertThat(tandem.output()).contains("warm after").doesNotContain(" WARN ", " ERROR ");
            for (var service : tandem.settings().services()) {
                assertThat(TablesWithRows.of(tandem.settings(), service.database()))
                        .isEmpty();
            }
        }

        @Test
        @org.junit.jupiter.api.Order(1)
        void takes_its_first_order_within_a_second_after_a_cold_start() {
            assertFirstOrder();
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
                    .hasSameSizeAs(tandem.settings().services())
                    .allSatisfy(service -> assertThat(service).containsPattern("-service .* ready, pid "));
        }

        @Test
        void shows_what_a_story_sends_and_what_each_service_does_then() {
            var demo = tandem.run("demo", "declined");

            assertThat(demo.output())
                    .contains("> POST http://localhost:", "< 402 after ", "/problems/payment-declined")
                    .containsPattern("inventory-service +stock of order \\S+ is HELD")
                    .containsPattern("payment-service +payment of order \\S+ is DECLINED")
                    .containsPattern("inventory-service +stock of order \\S+ released")
                    .containsPattern("notification-service +sent to the customer of order");
            assertThat(demo.exitCode()).isZero();
        }

        @Test
        void lists_its_stories() {
            var stories = tandem.run("demo")
                    .output()
                    .lines()
                    .map(line -> line.strip().split(" +")[2])
                    .toList();

            assertThat(stories).contains("confirmed", "payment-away");
            assertThat(tandem.run("demo", "paid-twice").output())
                    .contains("no story 'paid-twice'")
                    .contains(stories);
            assertThat(tandem.run("help").output()).contains(stories);
        }

        @Test
        void ends_on_request_and_has_its_data_and_a_quick_order_next_time() throws InterruptedException {
            var id = shop.place(order).orderId();

            tandem.end();

            tandem.up();
            assertFirstOrder();
            assertThat(shop.find(id).text("status")).isEqualTo("CONFIRMED");
            assertThat(migrations())
                    .as("migrations of tables that are up to date")
                    .isEmpty();
        }

        @Test
        void ends_even_if_services_hang() throws Exception {
            freeze("payment-service.jar");
            freeze("notification-service.jar");

            tandem.end();
        }

        @Test
        void may_lose_its_launcher_and_be_started_afresh_with_one_carrier() throws InterruptedException {
            var id = shop.place(order).orderId();
            tandem.kill();
            var leftovers = tandem.processes();
            assertThat(leftovers).isNotEmpty();
            assertThat(tandem.run("status").output()).contains("nothing is running here");

            tandem.setJavaOptions("-Djdk.virtualThreadScheduler.parallelism=1");
            tandem.up("--fresh");
            tandem.setJavaOptions("");

            assertThat(tandem.output()).containsPattern("Ended \\d+ processes of a stack that was killed");
            assertThat(leftovers).noneMatch(ProcessHandle::isAlive);
            assertThat(migrations()).hasSameSizeAs(tandem.settings().services());
            assertThat(shop.find(id).status()).isEqualTo(404);
            assertThat(shop.place(order).text("status")).isEqualTo("CONFIRMED");
        }
    }

    @Nested
    @org.junit.jupiter.api.Order(2)
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
        void may_lose_its_launcher_and_be_started_again_on_a_busy_machine() throws Exception {
            tandem.kill();

            var busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
            try {
                tandem.up();

                assertFirstOrder();
            } finally {
                busy.destroyForcibly();
            }
        }
    }

    /** A start that hangs in PostgreSQL, whose {@code pg_ctl} never returns. */
    @Nested
    @org.junit.jupiter.api.Order(3)
    class A_start_that_hangs {

        private Path program;
        private Path original;

        @BeforeEach
        void it_hangs() throws Exception {
            tandem.up();
            tandem.end();
            program = tandem.find("pg_ctl");
            original = Files.move(program, program.resolveSibling("original"));
            writeScript(program, "while :; do sleep 1; done");
            tandem.beginUp();
            await().atMost(Duration.ofMinutes(1)).until(() -> tandem.output().contains("Still waiting for"));
        }

        @AfterEach
        void it_will_not_hang_again() throws IOException {
            Files.move(original, program, StandardCopyOption.REPLACE_EXISTING);
        }

        @Test
        void says_what_it_waits_for_to_each_terminal_and_ends_when_it_is_asked_to() throws InterruptedException {
            assertThat(tandem.output()).containsPattern("Still waiting for .*PostgreSQL 18 since 1\\d s");
            assertThat(tandem.run("status").output())
                    .containsPattern("The system is starting, waiting for PostgreSQL 18 since \\d+ s, process \\d+");
            assertThat(tandem.run("up").output()).containsPattern("it is starting, .* already, as process \\d+.*kill");
            assertThat(tandem.run("stop", "payment").output()).contains("is starting", "stop has to wait");

            tandem.end();
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

    @Test
    void a_build_that_fails_tells_how_far_it_came_and_why(@TempDir Path home) throws IOException {
        var other = new TandemScript(Files.createDirectory(home.resolve("home")));
        writeScript(
                home.resolve("mvn"),
                "echo '[INFO] Building order-service 0.1.0-SNAPSHOT                         [3/11]'",
                "echo '[INFO] Nothing that a person wants to know'",
                "for file in $(seq 120); do echo \"Downloaded from central: https://example.com/a/$file.jar (1 kB)\"; done",
                "echo '[ERROR] COMPILATION ERROR'",
                "exit 3");
        other.buildWith(home);

        var refused = other.run("up");

        assertThat(refused.output())
                .contains("  [3/11] order-service\n", "50 files fetched, the last was 50.jar\n", "100 files fetched")
                .contains(
                        "[ERROR] COMPILATION ERROR",
                        "status 3",
                        home.resolve("home/build.log").toString());
        assertThat(refused.exitCode()).isEqualTo(3);
    }

    @Test
    void a_machine_without_maven_says_what_to_install_each_time(@TempDir Path home) throws IOException {
        var other = new TandemScript(Files.createDirectory(home.resolve("home")));
        other.buildWithOnly(
                Files.createDirectory(home.resolve("tools")),
                List.of("dirname", "sed", "cut", "mkdir", "cat", "tail", "rm", "find", "head"));

        for (var attempt = 0; attempt < 2; attempt++) {
            var refused = other.run("up");

            assertThat(refused.output()).contains("no Maven found. Install Maven 3.8 or newer");
            assertThat(refused.exitCode()).isEqualTo(1);
        }
    }

    /** The services whose tables were migrated at the last start; they have a log. */
    private static List<ServiceDefinition> migrations() {
        var logs = tandem.settings().home().resolve("logs");
        return tandem.settings().services().stream()
                .filter(service -> Files.exists(logs.resolve(service.name() + "-migration.log")))
                .toList();
    }

    /** Places the first order as a customer does, without the header {@code Prefer}. */
    private static void assertFirstOrder() {
        // The first request of the test's own client is not measured.
        assertThat(shop.isReady(tandem.settings().orderPort())).isTrue();
        var before = System.nanoTime();

        var answer = shop.place(Order.of("MUG-BLUE", 1));

        var took = Duration.ofNanos(System.nanoTime() - before);
        assertThat(answer.status()).as("the first order: " + answer.body()).isEqualTo(201);
        assertThat(took).as("the time that the first order takes").isLessThan(Duration.ofSeconds(1));
    }

    private static void writeScript(Path file, String... lines) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Freezes a process: it lives, but does not respond. */
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
