package dev.tandem.system.rules;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.system.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares each number with a unit in the documents with the setting that it describes, by a list of both. */
class DocumentedNumbersTests {

    /** Pages about measurements, and about tests without settings of the services. */
    private static final Set<String> WITHOUT_SETTINGS =
            Set.of("benchmark.md", "fuzzing.md", "performance.md", "simulation.md");

    private static final Map<String, Double> WORDS = Map.ofEntries(
            Map.entry("a", 1.0),
            Map.entry("an", 1.0),
            Map.entry("one", 1.0),
            Map.entry("two", 2.0),
            Map.entry("three", 3.0),
            Map.entry("five", 5.0),
            Map.entry("seven", 7.0),
            Map.entry("eight", 8.0),
            Map.entry("nine", 9.0),
            Map.entry("ten", 10.0),
            Map.entry("twelve", 12.0),
            Map.entry("twenty", 20.0),
            Map.entry("thirty", 30.0),
            Map.entry("a hundred", 100.0));

    /** Times in milliseconds; all other units count as they are. */
    private static final Map<String, Double> UNITS = Map.ofEntries(
            Map.entry("ms", 1.0),
            Map.entry("millisecond", 1.0),
            Map.entry("s", 1e3),
            Map.entry("second", 1e3),
            Map.entry("m", 6e4),
            Map.entry("minute", 6e4),
            Map.entry("h", 3.6e6),
            Map.entry("hour", 3.6e6),
            Map.entry("day", 8.64e7));

    private static final String NUMBER =
            "(\\d+(?:\\.\\d+)?|a hundred|twelve|twenty|thirty|three|seven|eight|nine|five|ten|two|one|an|a)";

    /** A number with a unit in a sentence. "A second one" is not a time. */
    private static final Pattern QUANTITY = Pattern.compile("(?<![\\w.`])(?!an? (?:s|ms|second|times|attempts)\\b)"
            + NUMBER + "[ -](ms|milliseconds?|s|seconds?|minutes?|hours?|days?|attempts|times|[KMG]B)(?![\\w`])");

    private static final List<Entry> ENTRIES = entries();

    /** Words of a document, and the words of a file with the same quantity; empty if no setting has it. */
    private record Entry(String document, String file, String setting) {

        boolean isSet() {
            return !file.isEmpty();
        }
    }

    @Test
    void each_number_with_a_unit_is_in_the_list() {
        var unlisted = documents()
                .flatMap(document -> QUANTITY.matcher(document)
                        .results()
                        .filter(quantity -> ENTRIES.stream().noneMatch(entry -> covers(entry, document, quantity)))
                        .map(quantity -> around(document, quantity)))
                .toList();

        assertThat(unlisted)
                .as("numbers in the documents that documented-numbers.txt does not list")
                .isEmpty();
    }

    @Test
    void each_entry_of_the_list_stands_in_a_document() {
        var all = String.join(" ", documents().toList());

        assertThat(ENTRIES)
                .extracting(Entry::document)
                .filteredOn(words -> !all.contains(words))
                .isEmpty();
    }

    @Test
    void each_number_is_that_of_its_setting() {
        assertThat(ENTRIES.stream().filter(Entry::isSet)).allSatisfy(entry -> {
            assertThat(text(Project.file(entry.file()))).contains(withoutUnit(entry.setting()));
            assertThat(quantityOf(entry.document())).isEqualTo(settingOf(entry));
        });
    }

    @Test
    void a_number_that_differs_is_found() {
        var stale = new Entry("parked after 16 minutes", "any", "@DefaultValue(\"15m\") Duration parkAfter");

        assertThat(quantityOf(stale.document())).isNotEqualTo(settingOf(stale));
    }

    private static boolean covers(Entry entry, String document, MatchResult quantity) {
        return Pattern.compile(Pattern.quote(entry.document()))
                .matcher(document)
                .results()
                .anyMatch(words -> words.start() <= quantity.start() && quantity.end() <= words.end());
    }

    private static String around(String document, MatchResult quantity) {
        return document.substring(Math.max(0, quantity.start() - 30), Math.min(document.length(), quantity.end() + 30));
    }

    private static double quantityOf(String words) {
        var quantity = QUANTITY.matcher(words);
        assertThat(quantity.find()).as(words).isTrue();
        return amount(quantity.group(1)) * unit(quantity.group(2));
    }

    /** The last number of a setting, with the unit that follows it; without one, the unit of the sentence counts. */
    private static double settingOf(Entry entry) {
        var last = Pattern.compile("(\\d+) ?(ms|s|m|h)?(?!.*\\d)").matcher(entry.setting());
        assertThat(last.find()).as(entry.setting()).isTrue();
        var unit = entry.setting().contains("ofMinutes")
                ? "minute"
                : entry.setting().contains("ofMillis") ? "ms" : last.group(2);
        return amount(last.group(1)) * (unit == null ? unitOf(entry.document()) : unit(unit));
    }

    private static double unitOf(String words) {
        var quantity = QUANTITY.matcher(words);
        return quantity.find() ? unit(quantity.group(2)) : 1;
    }

    /** Removes a unit after a space, which only the list has: the file gives it in a comment. */
    private static String withoutUnit(String setting) {
        return setting.replaceFirst("(\\d) (ms|s)$", "$1");
    }

    private static double amount(String text) {
        return WORDS.containsKey(text) ? WORDS.get(text) : Double.parseDouble(text);
    }

    private static double unit(String text) {
        return UNITS.getOrDefault(text.length() > 2 ? text.replaceFirst("s$", "") : text, 1.0);
    }

    private static List<Entry> entries() {
        return text(Path.of("src/test/resources/documented-numbers.txt"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" \\| ", 3))
                .map(parts -> parts.length == 3 ? new Entry(parts[0], parts[1], parts[2]) : new Entry(parts[0], "", ""))
                .toList();
    }

    /** Each document on one line, since sentences continue across line breaks. */
    private static Stream<String> documents() {
        try (var files = Files.walk(Project.file("docs"))) {
            var pages = files.filter(file -> file.toString().endsWith(".md"))
                    .filter(not(
                            file -> WITHOUT_SETTINGS.contains(file.getFileName().toString())))
                    .toList();
            return Stream.concat(Stream.of(Project.file("README.md")), pages.stream())
                    .map(DocumentedNumbersTests::text)
                    .map(page -> page.replaceAll("\\s+", " "));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
