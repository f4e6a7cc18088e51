package dev.tandem.system.fuzz.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends bytes over a connection of their own, and reads the answer: HTTP clients refuse to send such requests. */
public final class RawHttp {

    /** Longer than a customer can ask to wait. */
    static final Duration TIME_LIMIT = Duration.ofSeconds(15);

    private RawHttp() {}

    /** Returns everything that the server sends until it closes the connection, as the request asks it to. */
    public static HttpAnswer exchange(int port, byte[] request) {
        var begin = System.nanoTime();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) TIME_LIMIT.toMillis());
            socket.setSoTimeout((int) TIME_LIMIT.toMillis());
            send(socket, request);
            return parse(read(socket), since(begin));
        } catch (IOException refused) {
            return HttpAnswer.none(since(begin));
        }
    }

    /** Sends the request. The server may stop reading before its end. */
    private static void send(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            socket.shutdownOutput();
        } catch (IOException refused) {
            // The answer gives the reason.
        }
    }

    private static byte[] read(Socket socket) {
        var received = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(received);
        } catch (SocketTimeoutException silent) {
            return new byte[0];
        } catch (IOException reset) {
            // The bytes before the reset count.
        }
        return received.toByteArray();
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    public static HttpAnswer parse(byte[] answer, Duration after) {
        var text = new String(answer, ISO_8859_1);
        var endOfHead = text.indexOf("\r\n\r\n");
        if (!text.matches("(?s)HTTP/1.1 \\d{3}.*") || endOfHead < 0) {
            return HttpAnswer.none(after);
        }
        var head = text.substring(0, endOfHead).split("\r\n");
        var headers = headers(head);
        var body = text.substring(endOfHead + 4);
        var plain = "chunked".equals(headers.get("transfer-encoding")) ? unchunked(body) : body;
        return new HttpAnswer(
                Integer.parseInt(head[0].substring(9, 12)),
                headers,
                new String(plain.getBytes(ISO_8859_1), UTF_8),
                after);
    }

    private static Map<String, String> headers(String[] head) {
        var headers = new TreeMap<String, String>();
        for (var i = 1; i < head.length; i++) {
            var parts = head[i].split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts.length > 1 ? parts[1].strip() : "");
        }
        return headers;
    }

    private static String unchunked(String body) {
        var whole = new StringBuilder();
        var rest = body;
        while (rest.contains("\r\n")) {
            var line = rest.indexOf("\r\n");
            var length = Integer.parseInt(rest.substring(0, line).strip(), 16);
            if (length == 0 || rest.length() < line + 2 + length) {
                break;
            }
            whole.append(rest, line + 2, line + 2 + length);
            rest = rest.substring(Math.min(rest.length(), line + 4 + length));
        }
        return whole.toString();
    }
}
