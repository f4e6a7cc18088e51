package dev.tandem.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTests {

    @Test
    void a_port_that_somebody_listens_on_is_taken() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePorts.isTaken(socket.getLocalPort())).isTrue();
        }
    }

    @Test
    void a_port_that_was_given_up_is_free() throws Exception {
        var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        socket.close();

        assertThat(FreePorts.isTaken(socket.getLocalPort())).isFalse();
    }

    @Test
    void ports_that_are_found_are_all_different() {
        assertThat(FreePorts.find(20)).hasSize(20).doesNotHaveDuplicates();
    }
}
