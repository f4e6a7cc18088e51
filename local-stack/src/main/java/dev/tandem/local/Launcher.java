package dev.tandem.local;

import dev.tandem.local.console.Console;
import dev.tandem.local.console.LaunchException;
import dev.tandem.local.demo.Demo;
import dev.tandem.local.server.LastResort;
import dev.tandem.local.settings.ServiceSecrets;
import dev.tandem.local.settings.StackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** The command line behind {@code ./tandem}: runs the stack, or talks to the running one. */
public final class Launcher {

    /** Half a second after the stack must have ended, and within the ten seconds that people wait. */
    private static final Duration HALT_LIMIT = LastResort.END_LIMIT.plusMillis(500);

    private final StackSettings settings;
    private final Console console;

    private Launcher(StackSettings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    /**
     * Expects the command and its arguments, and the checkout's folder as the system property {@code tandem.project}.
     */
    static void main(String[] arguments) {
        var console = new Console(System.out);
        try {
            var project = Path.of(System.getProperty("tandem.project", "."))
                    .toAbsolutePath()
                    .normalize();
            new Launcher(StackSettings.of(project, System.getenv()), console).run(List.of(arguments));
        } catch (LaunchException refused) {
            console.say("tandem: " + refused.getMessage());
            exit();
        } catch (Throwable failed) { // an Error, too, must not leave the services behind
            console.fail(failed);
            exit();
        }
    }

    private static void exit() {
        LastResort.after(HALT_LIMIT, LastResort::halt);
        System.exit(1);
    }

    private void run(List<String> arguments) throws IOException {
        var command = arguments.isEmpty() ? "" : arguments.getFirst();
        var rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        switch (command) {
            case "up" -> up(rest);
            case "status", "start", "stop" -> console.say(secondTerminal().send(arguments));
            case "demo" -> demo().run(rest);
            default ->
                throw new LaunchException("unknown command '" + command + "'; ./tandem --help lists the commands");
        }
    }

    private void up(List<String> options) throws IOException {
        if (!options.isEmpty() && !options.equals(List.of("--fresh"))) {
            throw new LaunchException("up accepts only --fresh, not " + String.join(" ", options));
        }
        Files.createDirectories(settings.home());
        var lock = RunLock.take(lockFile());
        if (lock.isEmpty()) {
            throw secondTerminal().refusal();
        }
        try (var _ = lock.get()) {
            run(!options.isEmpty());
        }
    }

    private void run(boolean fresh) throws IOException {
        var before = System.nanoTime();
        InfrastructureLog.open(settings.home());
        var stack = new LocalStack(settings, console);
        var closed = closeOnExit(stack);
        try (var _ = Control.open(stack, controlFile())) {
            if (fresh) {
                stack.deleteData();
            }
            stack.start();
            console.say(welcome((System.nanoTime() - before) / 1e9));
            stack.services().makeStartUpCaches();
            closed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ctrl-C, SIGTERM and a closed terminal all end the stack in order, before this process ends. */
    private CountDownLatch closeOnExit(LocalStack stack) {
        var closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            // Ends the process even if something hangs, be it the terminal or another hook.
            LastResort.after(LastResort.END_LIMIT, stack::killLeftovers);
            LastResort.after(HALT_LIMIT, LastResort::halt);
            console.say("Ending ...");
            stack.close();
            closed.countDown();
            console.say("Ended. The data is kept; ./tandem up --fresh starts without it.");
        }));
        return closed;
    }

    private String welcome(double seconds) {
        return String.format(
                Locale.ROOT,
                """

                Everything is ready after %.1f s.

                  Orders         http://localhost:%d/api/orders
                  Products       http://localhost:%d/api/products
                  Notifications  http://localhost:%d/api/notifications?orderId=...
                  E-mail         http://localhost:%d
                  PostgreSQL     PGPASSWORD=$(cat %s) psql -h localhost -p %d -U postgres orders
                                 (or payment, inventory, notification)
                  Kafka          localhost:%d
                  Logs           %s

                Place an order:

                  curl -i localhost:%d/api/orders -H 'Content-Type: application/json' -d '{
                    "customerId": "ada", "items": [{"sku": "MUG-BLUE", "quantity": 2}],
                    "payment": {"token": "tok_visa"}, "contact": {"email": "ada@example.com"}}'

                Break something from a second terminal: ./tandem stop payment. Ctrl-C ends everything.
                """,
                seconds,
                settings.orderPort(),
                settings.orderPort(),
                settings.notificationPort(),
                settings.mailPagePort(),
                new ServiceSecrets(settings.secrets()).fileOfSuperuser(),
                settings.postgresPort(),
                settings.kafkaPort(),
                settings.home().resolve("logs"),
                settings.orderPort());
    }

    private Demo demo() {
        return new Demo(settings.project(), settings.home().resolve("logs"), secondTerminal()::send, console);
    }

    private SecondTerminal secondTerminal() {
        return new SecondTerminal(lockFile(), controlFile());
    }

    private Path lockFile() {
        return settings.home().resolve("lock");
    }

    private Path controlFile() {
        return settings.home().resolve("control");
    }
}
