package dev.tandem.testing.infrastructure;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lists the round trips of a thread to the database: its statements, commits and rollbacks. The driver sends the begin
 * of a transaction together with its first statement. Import it as a bean to have the data source observed.
 */
public final class RoundTrips implements BeanPostProcessor {

    private static final Set<String> ENDS = Set.of("commit", "rollback");
    private static final ThreadLocal<@Nullable List<String>> CURRENT = new ThreadLocal<>();

    /** Runs the work, and returns the round trips that the current thread has made meanwhile. */
    public static List<String> of(Runnable work) {
        var found = new ArrayList<String>();
        CURRENT.set(found);
        try {
            work.run();
        } finally {
            CURRENT.remove();
        }
        return found;
    }

    public static DataSource observed(DataSource database) {
        return new Observed(database);
    }

    /** Gives out observed connections, and does not hide the data source behind it from those who look for it. */
    private static final class Observed extends DelegatingDataSource {

        Observed(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return proxy(Connection.class, super.getConnection(), "");
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource database ? observed(database) : bean;
    }

    private static <T> T proxy(Class<T> type, T target, String sql) {
        InvocationHandler handler = (_, method, arguments) -> observed(call(target, method, arguments, sql), arguments);
        return type.cast(Proxy.newProxyInstance(RoundTrips.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments, String sql)
            throws Throwable {
        note(method, arguments, sql);
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private static void note(Method method, Object @Nullable [] arguments, String sql) {
        var seen = CURRENT.get();
        if (seen != null
                && Connection.class.isAssignableFrom(method.getDeclaringClass())
                && ENDS.contains(method.getName())) {
            seen.add(method.getName());
        } else if (seen != null && method.getName().startsWith("execute")) {
            seen.add(arguments == null ? sql : String.valueOf(arguments[0]));
        }
    }

    private static @Nullable Object observed(@Nullable Object result, Object @Nullable [] arguments) {
        return switch (result) {
            case PreparedStatement statement ->
                proxy(PreparedStatement.class, statement, arguments == null ? "" : String.valueOf(arguments[0]));
            case Statement statement -> proxy(Statement.class, statement, "");
            case null, default -> result;
        };
    }
}
