package dev.tandem.local.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tandem.local.proxy.FaultyProxy.Direction;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Connections that go silent or break. */
class ProxyBreakTests extends ProxiedConnection {

    @Nested
    class Silence {

        @Test
        void swallows_data_and_closes_nothing() throws IOException {
            proxy.silenceOpenConnections();

            send(client, "lost");
            send(server, "lost");

            assertSilent(client);
            assertSilent(server);
        }

        @Test
        void swallows_the_end_as_well() throws IOException {
            proxy.silenceOpenConnections();

            FaultyConnection.reset(client);

            assertSilent(server);
        }

        @Test
        void of_open_connections_leaves_new_ones_alone() throws IOException {
            proxy.silenceOpenConnections();

            try (var second = connect();
                    var accepted = listener.accept()) {
                send(second, "ping");
                assertThat(receive(accepted, 4)).isEqualTo("ping");
            }
        }

        @Test
        void of_new_connections_leaves_open_ones_alone() throws IOException {
            proxy.injectIntoNew(new Fault.Silence());

            send(client, "ping");
            assertThat(receive(server, 4)).isEqualTo("ping");
            try (var second = connect();
                    var accepted = listener.accept()) {
                send(second, "lost");
                assertSilent(accepted);
            }
        }

        @Test
        void stays_for_a_connection_that_has_lost_data() throws IOException {
            proxy.silenceOpenConnections();
            send(client, "lost");
            assertSilent(server);

            proxy.clear();

            send(client, "the rest");
            assertSilent(server);
        }
    }

    @Nested
    class Timeouts {

        @Test
        void are_silent_and_close_in_the_end() throws IOException {
            proxy.inject(new Fault.Timeout(LONG));

            var before = System.nanoTime();
            send(client, "lost");

            assertThat(server.getInputStream().read()).isEqualTo(-1);
            assertThat(since(before)).isGreaterThanOrEqualTo(LONG.minusMillis(50));
        }
    }

    @Nested
    class Reset {

        @Test
        void reaches_both_ends_of_open_connections() throws IOException {
            proxy.injectIntoOpen(new Fault.Reset());

            assertReset(client);
            assertReset(server);
        }

        @Test
        void comes_after_its_time() throws IOException {
            proxy.inject(new Fault.Reset(LONG));
            send(client, "ping");
            assertThat(receive(server, 4)).isEqualTo("ping");

            assertReset(client);
        }

        @Test
        void that_is_cleared_does_not_come() throws IOException {
            proxy.inject(new Fault.Reset(LONG));

            proxy.clear();

            assertSilent(client);
        }
    }

    @Nested
    class Limit {

        @Test
        void lets_so_many_bytes_pass_and_closes() throws IOException {
            proxy.inject(new Fault.Limit(5), Direction.TO_SERVER);

            send(client, "0123456789");

            assertThat(new String(server.getInputStream().readAllBytes(), US_ASCII))
                    .isEqualTo("01234");
        }

        @Test
        void counts_only_the_bytes_that_pass_after_it_was_injected() throws IOException {
            for (var round = 0; round < 300; round++) {
                try (var sender = connect();
                        var receiver = listener.accept()) {
                    send(sender, "hello");
                    assertThat(receive(receiver, 5)).isEqualTo("hello");
                    proxy.inject(new Fault.Limit(5), Direction.TO_SERVER);

                    send(sender, "0123456789");
                    assertThat(new String(receiver.getInputStream().readAllBytes(), US_ASCII))
                            .isEqualTo("01234");
                    proxy.clear();
                }
            }
        }
    }

    @Nested
    class Down {

        @Test
        void resets_what_is_open_and_refuses_what_is_new() throws IOException {
            proxy.down();

            assertReset(client);
            assertThatExceptionOfType(ConnectException.class).isThrownBy(ProxyBreakTests.this::connect);
        }

        /** A listener that is closed while a thread accepts on it keeps its port until that thread has left it. */
        @Test
        void frees_its_port_each_time_before_it_returns() {
            for (var i = 0; i < 200; i++) {
                proxy.down();
                proxy.up();
            }
        }

        @Test
        void ends_with_up() throws IOException {
            proxy.down();

            proxy.up();

            try (var second = connect();
                    var accepted = listener.accept()) {
                send(second, "ping");
                assertThat(receive(accepted, 4)).isEqualTo("ping");
            }
        }
    }

    @Nested
    class A_fault {

        @Test
        void of_an_impossible_value_is_refused_with_it() {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> new Fault.Bandwidth(0))
                    .withMessage("bytesPerSecond cannot be 0");
        }
    }
}
