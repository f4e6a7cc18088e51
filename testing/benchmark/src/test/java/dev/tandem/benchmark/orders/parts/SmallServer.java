package dev.tandem.benchmark.orders.parts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.Executors;

/** The JDK's HTTP server on a free port, with a virtual thread for each request. */
public final class SmallServer {

    static {
        // Each answer would wait for the acknowledgement of the one before.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // It closes a connection after 200 idle ones otherwise, perhaps while the next request is under way.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    }

    private final HttpServer server;

    public SmallServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** Work on a request. */
    public interface Handler {

        void handle(HttpExchange request) throws Exception;
    }

    /** Handles the requests below a path. If the handler fails without an answer, the answer is 500. */
    public SmallServer on(String path, Handler handler) {
        server.createContext(path, exchange -> {
            try {
                handler.handle(exchange);
            } catch (Exception failed) {
                failed.printStackTrace();
                answer(exchange, 500);
            }
        });
        return this;
    }

    public URI uri(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    /** Answers without a body. */
    public static void answer(HttpExchange request, int status) throws IOException {
        try (request) {
            request.sendResponseHeaders(status, -1);
        }
    }

    /** The id at the end of a path. */
    public static UUID id(HttpExchange request) {
        var path = request.getRequestURI().getPath();
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }
}
