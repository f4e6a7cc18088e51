package dev.tandem.database;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A change that is not made yet, as the beginning of an SQL statement: whoever makes the change can write more rows in
 * the same statement, if the change finds something to change.
 *
 * @param expressions common table expressions without their {@code with}. The one that is named {@code changed} returns
 *     one row if there is something to change, and none otherwise
 * @param parameters the values of the placeholders, in their order
 */
public record Change(String expressions, List<@Nullable Object> parameters) {

    /** Not compact, since the compiler would not keep the annotation of the elements. */
    public Change(String expressions, List<@Nullable Object> parameters) {
        this.expressions = expressions;
        this.parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    }

    /** Makes the change and nothing else; returns whether there was something to change. */
    public boolean make(JdbcClient jdbc) {
        return jdbc.sql("with " + expressions + " select true from changed")
                .params(parameters)
                .query(Boolean.class)
                .optional()
                .isPresent();
    }
}
