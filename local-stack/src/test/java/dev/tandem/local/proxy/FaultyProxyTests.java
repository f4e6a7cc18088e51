package dev.tandem.local.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tandem.local.proxy.FaultyProxy.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultyProxyTests {

    /** The threshold between the effect of a fault and noise of the machine. */
    private static final Duration LONG = Duration.ofMillis(300);

    /** Longer than anything that has to arrive takes, in milliseconds. */
    private static final int PATIENCE = 20_000;

    private ServerSocket listener;
    private FaultyProxy proxy;
    private Socket client;
    private Socket server;

    @BeforeEach
    void a_client_is_connected_to_a_server() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        proxy = FaultyProxy.to("localhost", listener.getLocalPort());
        client = connect();
        server = listener.accept();
        server.setSoTimeout(PATIENCE);
        send(client, "hello");
        assertThat(receive(server, 5)).isEqualTo("hello");
    }

    @AfterEach
    void all_is_closed() throws IOException {
        client.close();
        server.close();
        proxy.close();
        listener.close();
    }

    @Nested
    class Without_a_fault {

        @Test
        void data_goes_both_ways() throws IOException {
            send(client, "ping");
            assertThat(receive(server, 4)).isEqualTo("ping");
            send(server, "pong");
            assertThat(receive(client, 4)).isEqualTo("pong");
        }

        @Test
        void much_data_arrives_whole() throws Exception {
            var data = "0123456789".repeat(500_000);
            var sender = Thread.ofPlatform().start(() -> sendUnchecked(client, data));

            assertThat(receive(server, data.length())).isEqualTo(data);
            sender.join();
        }

        @Test
        void the_end_of_one_direction_is_passed_on_and_the_other_goes_on() throws IOException {
            client.shutdownOutput();

            assertThat(server.getInputStream().read()).isEqualTo(-1);
            send(server, "pong");
            assertThat(receive(client, 4)).isEqualTo("pong");
        }

        @Test
        void a_reset_is_passed_on() throws IOException {
            FaultyConnection.reset(client);

            assertReset(server);
        }

        @Test
        void a_server_that_is_not_there_is_a_reset() throws IOException {
            listener.close();

            try (var late = connect()) {
                assertReset(late);
            }
        }

        @Test
        void what_has_ended_is_not_kept() throws Exception {
            client.close();
            server.close();

            while (proxy.connections() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Nested
    class Latency {

        @Test
        void delays_data_in_one_direction() throws IOException {
            proxy.inject(new Fault.Latency(LONG), Direction.TO_SERVER);

            var before = System.nanoTime();
            send(client, "ping");
            assertThat(receive(server, 4)).isEqualTo("ping");

            assertThat(since(before)).isGreaterThanOrEqualTo(LONG);
        }

        @Test
        void varies_by_its_jitter() throws IOException {
            proxy.inject(new Fault.Latency(LONG, LONG.dividedBy(2)), Direction.TO_SERVER);

            var before = System.nanoTime();
            send(client, "ping");
            receive(server, 4);

            assertThat(since(before)).isGreaterThanOrEqualTo(LONG.dividedBy(2));
        }

        @Test
        void that_is_cleared_holds_nothing_back() throws IOException {
            proxy.inject(new Fault.Latency(Duration.ofDays(1)));
            send(client, "ping");

            proxy.clear();

            assertThat(receive(server, 4)).isEqualTo("ping");
        }
    }

    @Nested
    class Bandwidth {

        @Test
        void stretches_data() throws IOException {
            proxy.inject(new Fault.Bandwidth(1000), Direction.TO_SERVER);

            var before = System.nanoTime();
            send(client, "0123456789".repeat(50));
            receive(server, 500);

            assertThat(since(before)).isGreaterThanOrEqualTo(LONG);
        }
    }

    @Nested
    class Slow_close {

        @Test
        void delays_the_end_and_not_the_data() throws IOException {
            proxy.inject(new Fault.SlowClose(LONG), Direction.TO_SERVER);

            var before = System.nanoTime();
            send(client, "last");
            client.shutdownOutput();

            assertThat(receive(server, 4)).isEqualTo("last");
            assertThat(server.getInputStream().read()).isEqualTo(-1);
            assertThat(since(before)).isGreaterThanOrEqualTo(LONG);
        }
    }

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
    class Slicer {

        @Test
        void cuts_data_into_pieces() throws IOException {
            proxy.inject(new Fault.Slicer(2, 1, Duration.ofMillis(50)), Direction.TO_SERVER);

            send(client, "0123456789");

            var buffer = new byte[10];
            assertThat(server.getInputStream().read(buffer)).isBetween(1, 9);
        }

        @Test
        void loses_nothing() throws IOException {
            proxy.inject(new Fault.Slicer(2, 1, Duration.ZERO), Direction.TO_SERVER);

            send(client, "0123456789");

            assertThat(receive(server, 10)).isEqualTo("0123456789");
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
            assertThatExceptionOfType(ConnectException.class).isThrownBy(FaultyProxyTests.this::connect);
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

    @Test
    void a_fault_that_makes_no_sense_is_refused_with_its_value() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Fault.Bandwidth(0))
                .withMessage("bytesPerSecond cannot be 0");
    }

    private Socket connect() throws IOException {
        var socket = new Socket("localhost", proxy.port());
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    private static void send(Socket from, String text) throws IOException {
        from.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static void sendUnchecked(Socket from, String text) {
        try {
            send(from, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String receive(Socket at, int length) throws IOException {
        return new String(at.getInputStream().readNBytes(length), US_ASCII);
    }

    private static void assertReset(Socket socket) {
        assertThatExceptionOfType(SocketException.class)
                .isThrownBy(() -> socket.getInputStream().read())
                .withMessageContaining("reset");
    }

    /** Nothing arrives, neither an end nor a reset. */
    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout((int) LONG.toMillis() * 2);
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> socket.getInputStream().read());
        socket.setSoTimeout(PATIENCE);
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
