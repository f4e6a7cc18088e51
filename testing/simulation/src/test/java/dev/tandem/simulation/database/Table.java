package dev.tandem.simulation.database;

import dev.tandem.contracts.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The committed rows of one type, and the copies that belong to the current transaction, which are written when it
 * commits.
 */
public final class Table<K, V> {

    private final Database database;
    private final Function<V, @Nullable Class<? extends Message>> eventFor;
    private final UnaryOperator<V> copy;
    private final Map<K, V> committed = new LinkedHashMap<>();
    private final Map<K, V> working = new LinkedHashMap<>();
    private final Map<K, List<Class<? extends Message>>> written = new HashMap<>();

    Table(Database database, Function<V, @Nullable Class<? extends Message>> eventFor, UnaryOperator<V> copy) {
        this.database = database;
        this.eventFor = eventFor;
        this.copy = copy;
    }

    /**
     * A row before and after a transaction.
     *
     * @param told the type of the event that was published about its state before; null if there was none
     * @param untold the types of the events about its states since then, also of those between two changes
     */
    public record Change<V>(
            String subject,
            @Nullable V before,
            V after,
            @Nullable Class<? extends Message> told,
            List<Class<? extends Message>> untold) {}

    public Optional<V> find(K key) {
        if (!database.isInTransaction()) {
            database.beforeRead();
            return Optional.ofNullable(committed.get(key)).map(copy);
        }
        var mine = working.get(key);
        return mine != null
                ? Optional.of(mine)
                : Optional.ofNullable(committed.get(key)).map(row -> work(key, copy.apply(row)));
    }

    private V work(K key, V row) {
        working.put(key, row);
        return row;
    }

    public V put(K key, V row) {
        database.requireTransaction();
        note(key, row);
        return work(key, row);
    }

    private void note(K key, V row) {
        var event = eventFor.apply(row);
        if (event != null) {
            written.computeIfAbsent(key, _ -> new ArrayList<>()).add(event);
        }
    }

    /** The committed rows; read-only. */
    public Collection<V> committed() {
        return committed.values();
    }

    /** A row as the current transaction sees it, or as it is committed; read-only. */
    public Optional<V> row(K key) {
        var copy = working.get(key);
        return Optional.ofNullable(copy != null ? copy : committed.get(key));
    }

    /** All rows as the current transaction sees them. */
    public Collection<V> current() {
        var rows = new LinkedHashMap<>(committed);
        rows.putAll(working);
        return rows.values();
    }

    /** Inserts a row without a transaction. */
    public void insert(K key, V row) {
        committed.put(key, row);
    }

    /** The changes of the current transaction. */
    public List<Change<V>> changes() {
        return working.entrySet().stream()
                .map(row -> change(row.getKey(), committed.get(row.getKey()), row.getValue()))
                .toList();
    }

    private Change<V> change(K key, @Nullable V before, V after) {
        var untold = Stream.concat(
                        written.getOrDefault(key, List.of()).stream(), Stream.ofNullable(eventFor.apply(after)))
                .toList();
        return new Change<>(key.toString(), before, after, before == null ? null : eventFor.apply(before), untold);
    }

    void commit() {
        working.forEach((key, row) -> committed.put(key, copy.apply(row)));
        rollback();
    }

    void rollback() {
        working.clear();
        written.clear();
    }

    void clear() {
        rollback();
        committed.clear();
    }
}
