package dev.tandem.simulation.database;

import dev.tandem.contracts.Message;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one kind: the committed ones, and the copies of the current transaction. As with JPA, a transaction reads
 * its own copy of a row, and its changes to that are written when it commits.
 */
public final class Table<K, V> {

    private final Database database;
    private final Function<V, @Nullable Class<? extends Message>> news;
    private final Map<K, V> committed = new LinkedHashMap<>();
    private final Map<K, V> working = new LinkedHashMap<>();

    Table(Database database, Function<V, @Nullable Class<? extends Message>> news) {
        this.database = database;
        this.news = news;
    }

    /** A row before and after a transaction. */
    public record Change<V>(String subject, @Nullable V before, V after) {}

    /** The message that has to be published about a row in this state; null if there is none. */
    public @Nullable Class<? extends Message> announcementOf(V row) {
        return news.apply(row);
    }

    public Optional<V> find(K key) {
        if (!database.isInTransaction()) {
            database.read();
            return Optional.ofNullable(committed.get(key)).map(Copies::of);
        }
        var known = working.get(key);
        return known != null
                ? Optional.of(known)
                : Optional.ofNullable(committed.get(key)).map(row -> work(key, Copies.of(row)));
    }

    private V work(K key, V row) {
        working.put(key, row);
        return row;
    }

    public V put(K key, V row) {
        database.requireTransaction();
        return work(key, row);
    }

    /** The committed rows; read-only. */
    public Collection<V> committed() {
        return committed.values();
    }

    /** A row as the current transaction sees it, or as it is committed; read-only. */
    public Optional<V> row(K key) {
        var known = working.get(key);
        return Optional.ofNullable(known != null ? known : committed.get(key));
    }

    /** All rows as the current transaction sees them. */
    public Collection<V> current() {
        var rows = new LinkedHashMap<>(committed);
        rows.putAll(working);
        return rows.values();
    }

    public void insert(K key, V row) {
        committed.put(key, row);
    }

    public List<Change<V>> changes() {
        return working.entrySet().stream()
                .map(row -> new Change<>(row.getKey().toString(), committed.get(row.getKey()), row.getValue()))
                .toList();
    }

    void commit() {
        working.forEach((key, row) -> committed.put(key, Copies.of(row)));
        working.clear();
    }

    void rollback() {
        working.clear();
    }

    void clear() {
        working.clear();
        committed.clear();
    }
}
