package dev.tandem.local.demo;

import dev.tandem.local.console.Console;
import dev.tandem.local.console.LaunchException;
import dev.tandem.local.demo.Step.Command;
import dev.tandem.local.demo.Step.Request;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Sends the requests of a {@link Story} to a running system, and prints each of them with its answer. */
public final class StoryRunner {

    /** Longer than any order takes to end. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Variables variables;
    private final Consumer<List<String>> commands;
    private final Transcript transcript;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * Prepares to run one story.
     *
     * @param addresses the base URL of each service by the name of its module
     * @param commands the callback that stops or starts a service, and returns when that is done
     */
    public StoryRunner(Map<String, String> addresses, Consumer<List<String>> commands, Console console) {
        this.variables = new Variables(addresses);
        this.commands = commands;
        this.transcript = new Transcript(console);
    }

    /**
     * Runs a story to its end.
     *
     * @return the id of its order
     * @throws LaunchException if an answer is not as expected; a service that the story stopped is started even then
     */
    public String run(Story story) {
        var remaining = story.steps();
        try {
            while (!remaining.isEmpty()) {
                var step = remaining.getFirst();
                remaining = remaining.subList(1, remaining.size());
                take(step);
            }
        } catch (LaunchException unexpected) {
            remaining.stream().filter(Command.class::isInstance).forEach(this::take);
            throw unexpected;
        }
        return variables.order();
    }

    private void take(Step step) {
        switch (step) {
            case Command(var words) -> {
                transcript.print(words);
                commands.accept(words);
            }
            case Request request -> send(request);
        }
    }

    private void send(Request request) {
        var http = variables.resolve(request);
        transcript.print(request, http.uri());
        var before = System.nanoTime();
        var answer = send(http);
        while (request.onlyReads() && !request.isAnsweredBy(answer) && System.nanoTime() - before < LIMIT.toNanos()) {
            pause();
            answer = send(http);
        }
        transcript.print(answer, Duration.ofNanos(System.nanoTime() - before));
        if (!request.isAnsweredBy(answer)) {
            throw new LaunchException("'" + request.title() + "' expects " + request.expected());
        }
        variables.learnFrom(answer.body());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new LaunchException(
                    request.uri() + " gives no answer (" + unreachable + "): does ./tandem status show its service?");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted");
        }
    }
}
