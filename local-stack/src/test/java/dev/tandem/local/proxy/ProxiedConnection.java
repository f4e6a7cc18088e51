package dev.tandem.local.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
abstract class ProxiedConnection {

    /** The threshold between the effect of a fault and noise of the machine. */
    static final Duration LONG = Duration.ofMillis(300);

    /** Longer than anything that has to arrive takes, in milliseconds. */
    static final int PATIENCE = 20_000;

    ServerSocket listener;
    FaultyProxy proxy;
    Socket client;
    Socket server;

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

    Socket connect() throws IOException {
        var socket = new Socket("localhost", proxy.port());
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    static void send(Socket from, String text) throws IOException {
        from.getOutputStream().write(text.getBytes(US_ASCII));
    }

    static void sendUnchecked(Socket from, String text) {
        try {
            send(from, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String receive(Socket at, int length) throws IOException {
        return new String(at.getInputStream().readNBytes(length), US_ASCII);
    }

    static void assertReset(Socket socket) {
        assertThatExceptionOfType(SocketException.class)
                .isThrownBy(() -> socket.getInputStream().read())
                .withMessageContaining("reset");
    }

    /** Nothing arrives, neither an end nor a reset. */
    static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout((int) LONG.toMillis() * 2);
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> socket.getInputStream().read());
        socket.setSoTimeout(PATIENCE);
    }

    static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
