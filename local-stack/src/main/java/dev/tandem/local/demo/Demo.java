package dev.tandem.local.demo;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.tandem.local.console.Console;
import dev.tandem.local.console.LaunchException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code ./tandem demo}: runs a story of the folder {@code requests/stories} in the running system. */
public final class Demo {

    /** An order is over when no service has logged a line about it for this long. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private static final Pattern STATUS = Pattern.compile("(?m)^(\\S+-service) +(http\\S+)");

    private final Path stories;
    private final Path logs;
    private final SystemCommands system;
    private final Console console;

    /** Sends a command to the running system, as a second terminal does, and returns its answer. */
    @FunctionalInterface
    public interface SystemCommands {
        String send(List<String> words);
    }

    public Demo(Path project, Path logs, SystemCommands system, Console console) {
        this.stories = project.resolve("requests").resolve("stories");
        this.logs = logs;
        this.system = system;
        this.console = console;
    }

    /**
     * Runs a story, or lists all of them if none is named.
     *
     * @throws LaunchException if there is no such story, if no system runs, or if an answer is not as expected
     */
    public void run(List<String> names) {
        var all = Stories.in(stories);
        if (names.isEmpty()) {
            console.say(list(all));
            return;
        }
        var name = String.join(" ", names);
        run(all.stream()
                .filter(story -> story.name().equals(name))
                .findAny()
                .orElseThrow(() -> new LaunchException("there is no story '" + name + "'. Choose one:\n" + list(all))));
    }

    private static String list(List<Story> stories) {
        return stories.stream()
                .map(story -> "  ./tandem demo %-14s %s".formatted(story.name(), story.summary()))
                .collect(joining("\n"));
    }

    private void run(Story story) {
        var addresses = addresses();
        var since = ServiceLogs.fromNowOn(logs);
        console.say(story.summary());
        var order = new StoryRunner(addresses, system::send, console).run(story);
        console.say("\nWhat each service did:\n");
        afterwards(since, order).forEach(console::say);
    }

    private Map<String, String> addresses() {
        return STATUS.matcher(system.send(List.of("status")))
                .results()
                .collect(toMap(line -> line.group(1), line -> line.group(2), (first, _) -> first));
    }

    /** The lines about the order, once none has been added for a while. */
    private static List<String> afterwards(ServiceLogs logs, String order) {
        var lines = logs.linesWith(order);
        for (var before = -1; before < lines.size(); ) {
            before = lines.size();
            pause();
            lines = logs.linesWith(order);
        }
        return lines;
    }

    private static void pause() {
        try {
            Thread.sleep(QUIET);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted");
        }
    }
}
