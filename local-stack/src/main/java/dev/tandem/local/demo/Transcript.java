package dev.tandem.local.demo;

import dev.tandem.local.console.Console;
import dev.tandem.local.demo.Step.Request;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Prints what a story sends and receives, as {@code curl -v} does: {@code >} is sent, {@code <} is received. */
final class Transcript {

    /** The headers that say how to go on; the others are of no interest to the story. */
    private static final List<String> HEADERS = List.of("location", "retry-after", "preference-applied");

    private final Console console;

    Transcript(Console console) {
        this.console = console;
    }

    void print(List<String> command) {
        console.say("\n$ ./tandem " + String.join(" ", command));
    }

    void print(Request request, URI uri) {
        console.say("\n### " + request.title());
        console.say("> " + request.method() + " " + uri);
        request.headers().forEach(header -> console.say("> " + header));
        request.body().lines().forEach(line -> console.say("> " + line));
    }

    void print(HttpResponse<String> answer, Duration time) {
        console.say(String.format(Locale.ROOT, "< %d after %.2f s", answer.statusCode(), time.toMillis() / 1e3));
        HEADERS.forEach(
                name -> answer.headers().firstValue(name).ifPresent(value -> console.say("< " + name + ": " + value)));
        answer.body().lines().forEach(line -> console.say("< " + line));
    }
}
