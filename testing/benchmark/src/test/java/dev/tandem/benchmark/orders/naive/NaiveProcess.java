package dev.tandem.benchmark.orders.naive;

import dev.tandem.benchmark.orders.parts.Database;
import dev.tandem.benchmark.orders.parts.Postgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The naive order: its services in one process. The arguments are the ports of PostgreSQL and Kafka, and the file with
 * the password of PostgreSQL. It prints the address at which it accepts orders, and ends when its standard input is
 * closed.
 */
public final class NaiveProcess {

    private NaiveProcess() {}

    static void main(String[] arguments) throws Exception {
        var postgres = new Postgres(Integer.parseInt(arguments[0]), Path.of(arguments[2]));
        var kafka = "localhost:" + arguments[1];
        createTopic(kafka);
        var confirmations = new Confirmations(kafka);
        var provider = NaivePayments.provider();
        var payments = new NaivePayments(Database.create(postgres, "payment"), provider);
        var inventory = new NaiveInventory(Database.create(postgres, "inventory"));
        var orders = new NaiveOrders(
                Database.create(postgres, "orders"), inventory.address(), payments.address(), confirmations);
        var notifications = new NaiveNotifications(Database.create(postgres, "notification"));
        confirmations.consume("inventory", inventory::commit);
        confirmations.consume("payment", payments::capture);
        confirmations.consume("notification", notifications::note);
        System.out.println(orders.address());
        while (System.in.read() >= 0) {}
        System.exit(0);
    }

    private static void createTopic(String bootstrapServers) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(Confirmations.TOPIC, 8, (short) 1)))
                    .all()
                    .get();
        }
    }
}
