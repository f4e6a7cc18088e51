package dev.tandem.simulation.database;

import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.ReadyLetters.Ready;
import dev.tandem.messaging.deadletter.UnhandledMessages;
import dev.tandem.simulation.engine.Environment;
import dev.tandem.simulation.engine.InjectedFailure;
import dev.tandem.simulation.engine.PlantedBug;
import dev.tandem.simulation.engine.Violations;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** The dead letters of a service in a simulated database. Only an injected failure may be the reason for one. */
public final class LetterStore implements UnhandledMessages {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Table<Long, Letter> rows;
    private final Table<String, Long> ids;
    private final Database database;
    private final TransactionTemplate transactions;
    private final Environment environment;
    private final Violations violations;
    private final PlantedBug bug;
    private final Set<State> states = EnumSet.noneOf(State.class);

    public LetterStore(Database database, Environment environment, Violations violations, PlantedBug bug) {
        this.rows = database.table();
        this.ids = database.table();
        this.database = database;
        this.transactions = new TransactionTemplate(database);
        this.environment = environment;
        this.violations = violations;
        this.bug = bug;
    }

    /** A letter with what changes of it. A letter that has not been tried yet can be tried at once. */
    private record Letter(long id, DeadLetter content, State state, int attempts, Instant next) {

        boolean isOpen() {
            return state == State.DEAD || state.isTried();
        }

        boolean isBehind(Letter other) {
            return id > other.id && content.consumer().equals(other.content.consumer()) && key().equals(other.key());
        }

        /** All messages of the simulation have keys. */
        String key() {
            return String.valueOf(content.key());
        }

        Ready ready() {
            return new Ready(id, content.consumer(), state, null);
        }
    }

    @Override
    public void add(DeadLetter letter) {
        checkReason(letter.error());
        transactions.executeWithoutResult(_ -> {
            var origin = letter.consumer() + " " + letter.origin();
            if (ids.find(origin).isEmpty()) {
                var id = rows.current().size() + 1L;
                ids.put(origin, id);
                var next = letter.error() == null ? environment.time().instant() : soon();
                put(new Letter(id, letter, letter.state(), letter.attempts(), next));
            }
        });
    }

    private void checkReason(@Nullable String error) {
        violations.check(
                error == null || error.contains(InjectedFailure.REASON),
                "progress: a message is not handled: %s",
                String.valueOf(error));
    }

    private Instant soon() {
        return environment.time().instant().plus(PAUSE);
    }

    private void put(Letter letter) {
        states.add(letter.state());
        environment
                .trace()
                .add("letters", "%s is %s", String.valueOf(letter.content().messageId()), letter.state());
        rows.put(letter.id(), letter);
    }

    @Override
    public Map<String, Long> firstOpen(String consumer, Collection<String> keys) {
        database.beforeRead();
        var first = new LinkedHashMap<String, Long>();
        if (bug != PlantedBug.LETTERS_IGNORED) {
            rows.committed().stream()
                    .filter(letter -> letter.isOpen()
                            && letter.content().consumer().equals(consumer)
                            && keys.contains(letter.key()))
                    .forEach(letter ->
                            first.putIfAbsent(letter.key(), letter.content().position()));
        }
        return first;
    }

    @Override
    public DeadLetter read(long id) {
        return rows.find(id).orElseThrow().content();
    }

    @Override
    public void resolve(long id) {
        change(id, State.REPLAYED, 0);
    }

    @Override
    public void failAgain(long id, Throwable error, int maxAttempts) {
        checkReason(error.toString());
        transactions.executeWithoutResult(_ -> {
            var letter = rows.find(id).orElseThrow();
            var isDead = letter.state() == State.READY || letter.attempts() + 1 >= maxAttempts;
            change(id, isDead ? State.DEAD : letter.state(), 1);
        });
    }

    @Override
    public void moveBack(long id, Throwable locked) {
        checkReason(locked.toString());
        transactions.executeWithoutResult(
                _ -> change(id, rows.find(id).orElseThrow().state(), 0));
    }

    /** Changes a letter that is being tried. */
    private void change(long id, State state, int attempts) {
        rows.find(id)
                .filter(letter -> letter.state().isTried())
                .ifPresent(
                        letter -> put(new Letter(id, letter.content(), state, letter.attempts() + attempts, soon())));
    }

    /** Locks a letter for the current transaction; false if it cannot be tried any more. */
    public boolean lock(long id) {
        return toTry().anyMatch(letter -> letter.id() == id);
    }

    /** The letters that can be tried now. */
    public List<Ready> ready() {
        database.beforeRead();
        return toTry().filter(
                        letter -> !letter.next().isAfter(environment.time().instant()))
                .map(Letter::ready)
                .toList();
    }

    /** The next letter behind a closed one, if it can be tried. */
    public Optional<Ready> next(long closed) {
        database.beforeRead();
        var before = rows.row(closed).orElseThrow();
        return toTry().filter(letter -> letter.isBehind(before))
                .map(Letter::ready)
                .findFirst();
    }

    /** The letters that are tried; each is the first open one of its key. */
    private Stream<Letter> toTry() {
        return open().filter(letter -> letter.state().isTried()).filter(letter -> open().noneMatch(letter::isBehind));
    }

    private Stream<Letter> open() {
        return rows.committed().stream().filter(Letter::isOpen);
    }

    /** The time when the next letter can be tried. */
    public Optional<Instant> nextTry() {
        return toTry().map(Letter::next).min(Instant::compareTo);
    }

    /** The present time if there is a letter that an operator has to decide on. */
    public Optional<Instant> nextDecision() {
        return dead().findAny().map(_ -> environment.time().instant());
    }

    /** An operator replays all dead letters. */
    public void replayAll() {
        transactions.executeWithoutResult(_ -> dead().toList()
                .forEach(letter -> put(new Letter(
                        letter.id(),
                        letter.content(),
                        State.READY,
                        letter.attempts(),
                        environment.time().instant()))));
    }

    private Stream<Letter> dead() {
        return rows.committed().stream().filter(letter -> letter.state() == State.DEAD);
    }

    public boolean isAnyOpen() {
        return open().findAny().isPresent();
    }

    /** All states that letters have reached. */
    public Set<State> states() {
        return states;
    }

    public void reset() {
        states.clear();
    }
}
