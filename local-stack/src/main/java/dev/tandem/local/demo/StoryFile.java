package dev.tandem.local.demo;

import static java.util.stream.Collectors.joining;

import dev.tandem.local.demo.Step.Command;
import dev.tandem.local.demo.Step.Request;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A story in the format of the HTTP clients of IntelliJ and VS Code: sections that begin with {@code ###}, each with a
 * comment and a request. The comment's first line says how the request is answered; a line {@code # ./tandem stop
 * payment} is a command, and a section may consist of commands alone.
 */
final class StoryFile {

    private static final Pattern SECTION = Pattern.compile("^###", Pattern.MULTILINE);
    private static final Pattern COMMAND = Pattern.compile("# \\./tandem ((?:stop|start) \\w+)");

    private final List<String> sections;

    StoryFile(String text) {
        this.sections = List.of(SECTION.split(text.replace("\r\n", "\n")));
    }

    /**
     * Reads the story.
     *
     * @throws IllegalArgumentException if a section has neither a command nor a request whose answer is described
     */
    Story story(String name) {
        return new Story(
                name,
                comments(sections.getFirst()).findFirst().orElse(name),
                sections.stream().skip(1).flatMap(StoryFile::steps).toList());
    }

    private static Stream<Step> steps(String section) {
        var commands = section.lines()
                .map(COMMAND::matcher)
                .filter(Matcher::matches)
                .<Step>map(command -> new Command(List.of(command.group(1).split(" "))))
                .toList();
        var request = section.lines().skip(1).filter(isComment().negate()).toList();
        var hasRequest = request.stream().anyMatch(line -> !line.isBlank());
        if (!hasRequest && commands.isEmpty()) {
            throw new IllegalArgumentException("'" + title(section) + "' has neither a command nor a request");
        }
        return Stream.concat(commands.stream(), hasRequest ? Stream.of(request(section, request)) : Stream.of());
    }

    private static Request request(String section, List<String> lines) {
        var expected = comments(section)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + title(section) + "' describes no answer"));
        var head = lines.stream()
                .dropWhile(String::isBlank)
                .takeWhile(line -> !line.isBlank())
                .toList();
        var body = lines.stream()
                .dropWhile(String::isBlank)
                .skip(head.size())
                .collect(joining("\n"))
                .strip();
        var start = head.getFirst().split(" ", 2);
        if (start.length < 2) {
            throw new IllegalArgumentException("'" + head.getFirst() + "' is not a method and an address");
        }
        return new Request(
                title(section), ExpectedAnswer.in(expected), start[0], start[1], head.subList(1, head.size()), body);
    }

    private static String title(String section) {
        return section.lines().findFirst().orElse("").strip();
    }

    private static Stream<String> comments(String section) {
        return section.lines()
                .filter(isComment())
                .filter(line -> !COMMAND.matcher(line).matches())
                .map(line -> line.substring(1).strip())
                .filter(line -> !line.isEmpty());
    }

    private static Predicate<String> isComment() {
        return line -> line.startsWith("#");
    }
}
