package dev.tandem.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/**
 * How a second terminal talks to the running stack: text over HTTP on the loopback interface. The port, and a secret
 * that only those who can read the file know, stand in a file while the stack runs.
 */
final class Control implements AutoCloseable {

    private static final String SECRET_HEADER = "Tandem-Secret";

    private final LocalStack stack;
    private final Path file;
    private final String secret = java.util.UUID.randomUUID().toString();
    private final HttpServer server;

    private Control(LocalStack stack, Path file, HttpServer server) {
        this.stack = stack;
        this.file = file;
        this.server = server;
    }

    static Control open(LocalStack stack, Path file) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var control = new Control(stack, file, server);
            server.createContext("/", control::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            control.publish();
            return control;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot listen to other terminals", failed);
        }
    }

    private void publish() throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                        java.nio.file.attribute.PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, server.getAddress().getPort() + " " + secret);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!secret.equals(exchange.getRequestHeaders().getFirst(SECRET_HEADER))) {
                send(exchange, 403, "wrong secret");
                return;
            }
            var words = exchange.getRequestURI().getPath().substring(1).split("/");
            try {
                send(exchange, 200, execute(words));
            } catch (LaunchException refused) {
                send(exchange, 400, String.valueOf(refused.getMessage()));
            }
        }
    }

    private String execute(String... words) {
        var service = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "status" -> {}
            case "stop" -> stack.stop(service);
            case "start" -> stack.start(service);
            default -> throw new LaunchException("unknown command " + words[0]);
        }
        return String.join("\n", stack.status());
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /**
     * Sends a command to the running stack, from another process.
     *
     * @return what there is to say about it
     * @throws LaunchException if no stack is running, or it refuses
     */
    static String send(Path file, String... words) {
        try (var http = HttpClient.newHttpClient()) {
            var address = Files.readString(file).split(" ");
            var request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + address[0] + "/" + String.join("/", words)))
                    .header(SECRET_HEADER, address[1])
                    .POST(BodyPublishers.noBody())
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new LaunchException(answer.body());
            }
            return answer.body();
        } catch (NoSuchFileException | java.net.ConnectException notThere) {
            throw new LaunchException("nothing is running here: start it with  ./tandem up");
        } catch (IOException failed) {
            throw new UncheckedIOException("the running stack does not answer", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted");
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        Files.deleteIfExists(file);
    }
}
