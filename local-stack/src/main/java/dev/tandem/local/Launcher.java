package dev.tandem.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The command line behind {@code ./tandem}: runs the stack, or talks to the one that runs. */
public final class Launcher {

    private final StackSettings settings;
    private final Console console;

    private Launcher(StackSettings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    /** Expects the command and its arguments, and the checkout's folder as the system property {@code tandem.project}. */
    static void main(String[] arguments) {
        var console = new Console(System.out);
        try {
            var project = Path.of(System.getProperty("tandem.project", "."))
                    .toAbsolutePath()
                    .normalize();
            new Launcher(StackSettings.of(project, System.getenv()), console).run(List.of(arguments));
        } catch (LaunchException refused) {
            console.say("tandem: " + refused.getMessage());
            System.exit(1);
        } catch (IOException | RuntimeException failed) {
            console.say("tandem: " + failed);
            Arrays.stream(failed.getStackTrace()).limit(5).forEach(frame -> console.say("    at " + frame));
            System.exit(1);
        }
    }

    private void run(List<String> arguments) throws IOException {
        var command = arguments.isEmpty() ? "" : arguments.getFirst();
        var rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        switch (command) {
            case "up" -> up(rest);
            case "status", "start", "stop" ->
                console.say(Control.send(controlFile(), arguments.toArray(String[]::new)));
            default ->
                throw new LaunchException("unknown command '" + command + "'; ./tandem --help tells what there is");
        }
    }

    private void up(List<String> options) throws IOException {
        if (!options.isEmpty() && !options.equals(List.of("--fresh"))) {
            throw new LaunchException("up knows --fresh and nothing else, not " + String.join(" ", options));
        }
        Files.createDirectories(settings.home());
        try (var lock = new RunLock(settings.home().resolve("lock"))) {
            var stack = new LocalStack(settings, console);
            if (!options.isEmpty()) {
                stack.deleteData();
            }
            run(stack);
        }
    }

    private void run(LocalStack stack) throws IOException {
        var before = System.nanoTime();
        logToFile();
        var closed = closeOnExit(stack);
        stack.start();
        try (var control = Control.open(stack, controlFile())) {
            console.say(welcome((System.nanoTime() - before) / 1e9));
            stack.makeStartUpCaches();
            closed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ctrl-C, SIGTERM and a closed terminal all end the stack in its order, before this process ends. */
    private CountDownLatch closeOnExit(LocalStack stack) {
        var closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            console.say("Ending ...");
            stack.close();
            closed.countDown();
            console.say("Ended. The data is kept; ./tandem up --fresh starts without it.");
        }));
        return closed;
    }

    private String welcome(double seconds) {
        return """

                Everything is ready after %.1f s.

                  Orders         http://localhost:%d/api/orders
                  Products       http://localhost:%d/api/products
                  Notifications  http://localhost:%d/api/notifications?orderId=...
                  E-mail         http://localhost:%d
                  PostgreSQL     psql -h localhost -p %d -U postgres orders   (or payment, inventory, notification)
                  Kafka          localhost:%d
                  Logs           %s

                Place an order:

                  curl -i localhost:%d/api/orders -H 'Content-Type: application/json' -d '{
                    "customerId": "ada", "items": [{"sku": "MUG-BLUE", "quantity": 2}],
                    "payment": {"token": "tok_visa"}, "contact": {"email": "ada@example.com"}}'

                Break something from a second terminal: ./tandem stop payment. Ctrl-C ends everything.
                """.formatted(
                        seconds,
                        settings.orderPort(),
                        settings.orderPort(),
                        settings.notificationPort(),
                        settings.mailPagePort(),
                        settings.postgresPort(),
                        settings.kafkaPort(),
                        settings.home().resolve("logs"),
                        settings.orderPort());
    }

    /** What PostgreSQL, Kafka and the mail server have to say goes to a file; the terminal belongs to the services. */
    private void logToFile() throws IOException {
        LogManager.getLogManager().reset();
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT %4$s %3$s %5$s%6$s%n");
        var file = new FileHandler(settings.home().resolve("infrastructure.log").toString());
        file.setFormatter(new SimpleFormatter());
        var root = Logger.getLogger("");
        root.addHandler(file);
        root.setLevel(Level.INFO);
    }

    private Path controlFile() {
        return settings.home().resolve("control");
    }

    /** Lets one stack run in a home at a time. */
    private static final class RunLock implements AutoCloseable {

        private final FileChannel file;
        private final FileLock lock;

        RunLock(Path path) throws IOException {
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var acquired = file.tryLock();
            if (acquired == null) {
                file.close();
                throw new LaunchException("it is running already: ./tandem status tells more, Ctrl-C there ends it");
            }
            lock = acquired;
        }

        @Override
        public void close() throws IOException {
            lock.release();
            file.close();
        }
    }
}
