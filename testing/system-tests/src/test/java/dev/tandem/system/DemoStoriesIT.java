package dev.tandem.system;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.local.LocalStack;
import dev.tandem.local.console.Console;
import dev.tandem.local.demo.Stories;
import dev.tandem.local.demo.Story;
import dev.tandem.local.demo.StoryRunner;
import dev.tandem.local.settings.ServiceDefinition;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stories of {@code requests/stories}, which {@code ./tandem demo} runs too: each goes as its file says. */
@ExtendWith(WholeSystem.class)
class DemoStoriesIT {

    private final LocalStack system;
    private final Shop shop;
    private final SystemInvariants invariants;

    DemoStoriesIT(LocalStack system, Shop shop, SystemInvariants invariants) {
        this.system = system;
        this.shop = shop;
        this.invariants = invariants;
    }

    static Stream<Story> stories() {
        return Stories.in(Project.ROOT.resolve("requests/stories")).stream();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void goes_as_its_file_says_and_the_books_add_up(Story story) {
        var printed = new ByteArrayOutputStream();

        var order = runnerPrintingTo(printed).run(story);

        assertThat(shop.find(UUID.fromString(order)).status()).isEqualTo(200);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("> POST http://localhost:", order);
        invariants.holdWithin(Duration.ofSeconds(40));
    }

    private StoryRunner runnerPrintingTo(ByteArrayOutputStream printed) {
        var addresses =
                system.settings().services().stream().collect(toMap(ServiceDefinition::module, ServiceDefinition::url));
        return new StoryRunner(
                addresses, this::command, new Console(new PrintStream(printed, true, StandardCharsets.UTF_8)));
    }

    private void command(List<String> words) {
        switch (words.getFirst()) {
            case "stop" -> system.services().stop(words.getLast());
            case "start" -> system.services().start(words.getLast());
            default -> throw new IllegalArgumentException(words.toString());
        }
    }
}
