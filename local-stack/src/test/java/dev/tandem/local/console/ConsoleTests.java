package dev.tandem.local.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ConsoleTests {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(said, true, UTF_8));

    @Test
    void tells_a_failure_with_all_its_reasons() {
        var root = new IllegalStateException("the port is taken");

        console.fail(new IllegalStateException("Kafka did not start", new IllegalStateException("no acceptor", root)));

        assertThat(said.toString(UTF_8))
                .contains("tandem: java.lang.IllegalStateException: Kafka did not start")
                .contains("because of java.lang.IllegalStateException: no acceptor")
                .contains("because of java.lang.IllegalStateException: the port is taken")
                .containsOnlyOnce("at dev.tandem.local.console.ConsoleTests");
    }
}
