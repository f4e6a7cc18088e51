package dev.tandem.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.topology.Channels;
import dev.tandem.local.LocalStack;
import dev.tandem.local.settings.ServiceDefinition;
import dev.tandem.system.Shop.Answer;
import dev.tandem.system.Shop.Order;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A marked token goes through the whole system and is looked for in all that the services write: nobody but the
 * provider gets to see it.
 */
@ExtendWith(WholeSystem.class)
class PaymentTokensIT {

    private static final Duration IN_THE_END = Duration.ofSeconds(40);

    private final LocalStack system;
    private final Shop shop;
    private final SystemInvariants invariants;

    /** The simulated provider takes a token that it does not know for a valid card. */
    private final String token = "tok_marked_" + UUID.randomUUID();

    private final List<Answer> answers = new ArrayList<>();

    PaymentTokensIT(LocalStack system, Shop shop, SystemInvariants invariants) {
        this.system = system;
        this.shop = shop;
        this.invariants = invariants;
    }

    @Test
    void are_seen_by_nobody_but_the_provider() {
        ordersOverRest();
        ordersOverKafka();
        refusedRequests();

        assertThat(findings()).isEmpty();
        assertThat(thePlacesThatAreSearched()).containsExactlyInAnyOrder("logs", "commands");
        assertThat(TokenSearch.of(system, "payment", "simulated_provider", token))
                .as("places in which the provider has the token")
                .containsExactly("payment: simulated_provider.requests");
    }

    @Test
    void are_erased_when_they_are_not_needed_any_more() {
        ordersOverRest();
        ordersOverKafka();

        assertThat(TokenSearch.rowsWithToken(system, "orders", "orders")).isZero();
        assertThat(TokenSearch.rowsWithToken(system, "payment", "payments")).isZero();
    }

    private void ordersOverRest() {
        answers.add(shop.place(order("STICKER-TANDEM", 1)));
        answers.add(shop.place(order("MUG-GOLD", 99)));
        var repeated = order("STICKER-TANDEM", 1);
        var key = UUID.randomUUID().toString();
        answers.add(shop.place(repeated, "Idempotency-Key", key));
        answers.add(shop.place(repeated, "Idempotency-Key", key));
        answers.add(shop.place(repeated.payingWith("tok_visa"), "Idempotency-Key", key));
        answers.add(shop.cancel(answers.getFirst().orderId()));
        invariants.holdWithin(IN_THE_END);
    }

    /** The commands are searched, too, while nobody handles them. */
    private void ordersOverKafka() {
        system.services().stop("payment");
        answers.add(shop.place(order("STICKER-TANDEM", 1)));
        answers.add(shop.place(order("STICKER-TANDEM", 1), "Prefer", "respond-async"));
        assertThat(findings()).isEmpty();
        system.services().start("payment");
        invariants.holdWithin(IN_THE_END);
    }

    private void refusedRequests() {
        answers.add(shop.place(order("NO-SUCH-PRODUCT", 1)));
        answers.add(shop.place(order("STICKER-TANDEM", 1000)));
        answers.add(shop.place(order("STICKER-TANDEM", 1).payingWith(token + "x".repeat(64))));
        answers.add(shop.place(order("STICKER-TANDEM", 1).payingWith(token + "\\n")));
        answers.add(shop.placeRaw(order("STICKER-TANDEM", 1).asJson().replace("}", "")));
        answers.add(shop.authorize(UUID.randomUUID(), order("STICKER-TANDEM", 1), -1));
    }

    /** Those of logs and topics in which something else of an order is found, by the same means. */
    private List<String> thePlacesThatAreSearched() {
        var order = answers.getFirst().orderId().toString();
        return Stream.concat(
                        inLogs(order).limit(1).map(_ -> "logs"),
                        inTopics(order).filter("payment.commands"::equals).map(_ -> "commands"))
                .toList();
    }

    private Order order(String sku, int quantity) {
        return Order.of(sku, quantity).payingWith(token);
    }

    /** The places in which the token is and should not be. */
    private List<String> findings() {
        return Stream.of(inDatabases(), inTopics(token), inLogs(token), inAnswers())
                .flatMap(found -> found)
                .toList();
    }

    private Stream<String> inDatabases() {
        return system.settings().services().stream()
                .map(ServiceDefinition::database)
                .flatMap(database -> TokenSearch.ofServiceTables(system, database, token).stream());
    }

    private Stream<String> inTopics(String text) {
        var log = new KafkaLog(system.settings().kafkaPort());
        return Channels.ALL.stream()
                .map(channel -> channel.getAnnotation(Channel.class).value())
                .filter(topic -> log.messages(topic).stream()
                        .anyMatch(record -> record.toString().contains(text)));
    }

    private Stream<String> inLogs(String text) {
        try (var files = Files.walk(system.settings().home(), 3)) {
            return files
                    .filter(file -> file.toString().endsWith(".log"))
                    .filter(file -> contains(file, text))
                    .map(Path::toString)
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Stream<String> inAnswers() {
        return answers.stream()
                .filter(answer -> (answer.body() + " " + answer.headers()).contains(token))
                .map(Answer::toString);
    }
}
