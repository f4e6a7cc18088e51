package dev.tandem.system.fuzz.records;

import dev.tandem.local.LocalStack;
import dev.tandem.system.fuzz.values.Expectation;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the outcomes of records, once their consumers have reached the end. */
public final class RecordOutcomes {

    private final Map<String, Letter> letters = new HashMap<>();
    private final Set<String> handled = new HashSet<>();

    /** A dead letter, or one that waits behind it. */
    record Letter(String state, @Nullable String error) {}

    public static RecordOutcomes of(LocalStack stack) {
        var fates = new RecordOutcomes();
        Consumer.ALL.stream().map(Consumer::database).distinct().forEach(database -> fates.read(stack, database));
        return fates;
    }

    private void read(LocalStack stack, String database) {
        try (var connection = stack.connect(database);
                var statement = connection.createStatement()) {
            var open = statement.executeQuery("select consumer, origin, state, error from messaging.dead_letters");
            while (open.next()) {
                addLetter(
                        database,
                        open.getString(1),
                        open.getString(2),
                        new Letter(open.getString(3), open.getString(4)));
            }
            var inbox = statement.executeQuery("select consumer, message_id from messaging.inbox");
            while (inbox.next()) {
                addHandled(database, inbox.getString(1), inbox.getString(2));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(database, failed);
        }
    }

    void addLetter(String database, String topic, String origin, Letter letter) {
        letters.put(String.join("|", database, topic, origin), letter);
    }

    void addHandled(String database, String topic, String messageId) {
        handled.add(String.join("|", database, topic, messageId));
    }

    public RecordOutcome of(Sent sent, Consumer consumer) {
        if (consumer.ignores(sent.record())) {
            return RecordOutcome.LEFT_OUT;
        }
        var letter = letterOf(sent, consumer);
        // A record that waited because its key only looked the same has been handled since.
        if (letter != null && !letter.state().equals("REPLAYED")) {
            return letter.state().equals("WAITING") ? RecordOutcome.WAITING : RecordOutcome.DEAD;
        }
        var record = sent.record();
        if (record.type() != null && !record.known()) {
            return RecordOutcome.SKIPPED;
        }
        if (handled.contains(String.join("|", consumer.database(), consumer.topic(), record.id()))) {
            return RecordOutcome.HANDLED;
        }
        return consumer.leavesOutStrangers() && record.known() && record.id() != null
                ? RecordOutcome.LEFT_OUT
                : RecordOutcome.LOST;
    }

    private @Nullable Letter letterOf(Sent sent, Consumer consumer) {
        return letters.get(String.join("|", consumer.database(), consumer.topic(), sent.origin()));
    }

    /** The rules that the outcome breaks; empty if none. */
    public List<String> broken(Sent sent, Consumer consumer) {
        var expected = sent.record().expectation();
        var letter = letterOf(sent, consumer);
        return switch (of(sent, consumer)) {
            case LOST -> List.of("its outcome is unknown");
            case HANDLED ->
                expected == Expectation.INVALID ? List.of("the contract does not allow what was handled") : List.of();
            case LEFT_OUT ->
                expected == Expectation.INVALID && !consumer.ignores(sent.record())
                        ? List.of("the contract does not allow what was read and left out")
                        : List.of();
            case DEAD ->
                letter == null || letter.error() == null || letter.error().isBlank()
                        ? List.of("the reason why it is dead is unknown")
                        : expected == Expectation.VALID ? List.of("the contract allows what is dead") : List.of();
            case WAITING, SKIPPED -> List.of();
        };
    }

    /** Why the record is dead, in one line. */
    public String reason(Sent sent, Consumer consumer) {
        var letter = letterOf(sent, consumer);
        return letter == null || letter.error() == null
                ? ""
                : letter.error().lines().findFirst().orElse("");
    }
}
