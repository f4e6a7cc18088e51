package dev.tandem.local.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.local.proxy.FaultyProxy.Direction;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Data that arrives whole, late or in pieces. */
class ProxyDelayTests extends ProxiedConnection {

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
}
