package dev.tandem.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tandem.local.console.LaunchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * Lets a second terminal control the stack, from the beginning of its start to its end: text over HTTP on the loopback
 * interface. Meanwhile a file contains the port and a secret, which only users who can read the file know.
 */
final class Control implements AutoCloseable {

    static final String SECRET_HEADER = "Tandem-Secret";

    private final LocalStack stack;
    private final Path file;
    private final String secret = UUID.randomUUID().toString();
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
            // Platform threads: this answers even while a start hangs and occupies all carriers of virtual threads.
            server.setExecutor(Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("control-", 0).factory()));
            server.start();
            control.publish();
            return control;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot listen to other terminals", failed);
        }
    }

    /** Moves the file into place, so that no terminal reads half a file, or that of an earlier launcher. */
    private void publish() throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, server.getAddress().getPort() + " " + secret, US_ASCII);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
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
            } catch (RuntimeException refused) {
                send(exchange, 400, String.valueOf(refused.getMessage()));
            }
        }
    }

    private String execute(String... words) {
        return switch (words[0]) {
            case "state" -> stack.state();
            case "status" -> status();
            case "stop", "start" -> {
                requireRunning(words[0]);
                var service = words.length > 1 ? words[1] : "";
                if (words[0].equals("stop")) {
                    stack.services().stop(service);
                } else {
                    stack.services().start(service);
                }
                yield status();
            }
            default -> throw new LaunchException("unknown command " + words[0]);
        };
    }

    private void requireRunning(String command) {
        if (stack.phase() != LocalStack.Phase.RUNNING) {
            throw new LaunchException("the system is " + stack.state() + ": " + command + " has to wait until it runs");
        }
    }

    /** The status of the services; before it that of the system, unless it is running. */
    private String status() {
        var services = String.join("\n", stack.services().status());
        return stack.phase() == LocalStack.Phase.RUNNING
                ? services
                : ("The system is " + stack.state() + ", process "
                                + ProcessHandle.current().pid() + ".\n" + services)
                        .strip();
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        Files.deleteIfExists(file);
    }
}
