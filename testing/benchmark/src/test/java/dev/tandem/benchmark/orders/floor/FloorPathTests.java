package dev.tandem.benchmark.orders.floor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.benchmark.orders.parts.Database;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Freezes the floor: whoever changes it makes all earlier figures incomparable. */
class FloorPathTests implements FloorPath.Requests {

    private final List<String> calls = new ArrayList<>();
    private final FloorPath path;

    FloorPathTests() throws Exception {
        path = new FloorPath(
                new FloorOrders(database("orders")),
                new FloorInventory(database("inventory")),
                new FloorPayments(database("payment")),
                new FloorNotifications(database("notification")),
                this);
    }

    @Test
    void an_order_takes_13_transactions_34_statements_and_4_requests_after_the_customers() throws Exception {
        var order = UUID.randomUUID();

        path.place(order, "MUG-BLUE");
        path.finish(order, "MUG-BLUE");

        assertThat(calls).filteredOn(call -> call.startsWith("commit")).hasSize(13);
        assertThat(calls).filteredOn(call -> call.startsWith("statement")).hasSize(34);
        assertThat(calls).filteredOn(call -> call.startsWith("request")).hasSize(4);
    }

    @Test
    void no_transaction_is_open_during_a_request() throws Exception {
        path.place(UUID.randomUUID(), "MUG-BLUE");

        assertThat(calls)
                .filteredOn(call -> !call.startsWith("statement"))
                .containsExactly(
                        "commit orders",
                        "request reserve",
                        "commit inventory",
                        "commit orders",
                        "request pay",
                        "commit payment",
                        "request charge",
                        "commit payment",
                        "commit orders");
    }

    @Override
    public void reserve(UUID order, String sku) throws Exception {
        calls.add("request reserve");
        path.reserve(order, sku);
    }

    @Override
    public void pay(UUID order) throws Exception {
        calls.add("request pay");
        path.pay(order);
    }

    @Override
    public void charge(UUID order) {
        calls.add("request charge");
    }

    @Override
    public void capture(UUID order) {
        calls.add("request capture");
    }

    private Database database(String name) throws Exception {
        return new Database(() -> fake(Connection.class, method -> switch (method) {
            case "prepareStatement" -> statement(name);
            case "commit" -> {
                calls.add("commit " + name);
                yield null;
            }
            default -> null;
        }));
    }

    private PreparedStatement statement(String database) {
        return fake(PreparedStatement.class, method -> switch (method) {
            case "executeUpdate" -> {
                calls.add("statement " + database);
                yield 1;
            }
            case "executeQuery" -> {
                calls.add("statement " + database);
                yield fake(ResultSet.class, _ -> true);
            }
            default -> null;
        });
    }

    private interface Answer {

        @Nullable
        Object of(String method);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> answer.of(method.getName())));
    }
}
