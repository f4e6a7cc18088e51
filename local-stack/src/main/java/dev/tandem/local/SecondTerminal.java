package dev.tandem.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.local.console.LaunchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A command in a second terminal: it finds the running stack by the lock, and sends the command to its {@link Control}.
 */
final class SecondTerminal {

    /** Longer than a service takes to start, which is the longest command. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Longer than a status takes when all services hang. */
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(15);

    private final Path lock;
    private final Path control;

    SecondTerminal(Path lock, Path control) {
        this.lock = lock;
        this.control = control;
    }

    /**
     * Sends a command to the stack.
     *
     * @return the answer of the stack
     * @throws LaunchException if no stack runs, or it refuses, or it hangs
     */
    String send(List<String> words) {
        var process =
                holder().orElseThrow(() -> new LaunchException("nothing is running here: start it with  ./tandem up"));
        return ask(process, words);
    }

    private String ask(String process, List<String> words) {
        try (var http = HttpClient.newHttpClient()) {
            var address = Files.readString(control, US_ASCII).split(" ");
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + address[0] + "/" + String.join("/", words)))
                    .header(Control.SECRET_HEADER, address[1])
                    .timeout(words.size() > 1 ? PATIENCE : SHORT_PATIENCE)
                    .POST(BodyPublishers.noBody())
                    .build();
            var answer = http.send(request, BodyHandlers.ofString(UTF_8));
            if (answer.statusCode() != 200) {
                throw new LaunchException(answer.body());
            }
            return answer.body();
        } catch (NoSuchFileException tooEarly) {
            throw new LaunchException("process " + process + " has just begun to start the system, or is about to end");
        } catch (IOException unreachable) {
            throw new LaunchException("process " + process + " runs it and does not answer (" + unreachable
                    + "):  kill " + process + "  ends it, and ten seconds later  kill -9 " + process);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted");
        }
    }

    private Optional<String> holder() {
        try {
            return RunLock.holder(lock);
        } catch (IOException failed) {
            throw new UncheckedIOException(lock + " cannot be read", failed);
        }
    }

    /** The reason why this terminal cannot start the system. */
    LaunchException refusal() {
        var process = holder();
        if (process.isEmpty()) {
            return new LaunchException("the system has just ended: try again");
        }
        return new LaunchException(
                "it is " + ask(process.get(), List.of("state")) + " already, as process " + process.get()
                        + ": ./tandem status tells more; Ctrl-C there, or  kill " + process.get() + " , ends it");
    }
}
