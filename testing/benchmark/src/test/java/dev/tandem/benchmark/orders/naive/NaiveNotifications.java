package dev.tandem.benchmark.orders.naive;

import dev.tandem.benchmark.orders.parts.Database;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/** Sends an e-mail for each confirmed order. */
final class NaiveNotifications {

    private static final String BODY = "Thank you for your order. ".repeat(12);

    private final Database database;
    private final Session session;

    NaiveNotifications(Database database, int smtpPort) {
        this.database = database;
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", "" + smtpPort);
        this.session = Session.getInstance(properties);
    }

    void send(Confirmation order) throws Exception {
        database.transaction(transaction -> {
            transaction.update("""
                    insert into notifications (order_id, template, recipient, subject, body, sent_at)
                    values (?, 'order-confirmed', ?, 'Your order is confirmed', ?, now())""", order.orderId(), order.email(), BODY);
            mail(order.email());
        });
    }

    private void mail(String recipient) throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom("shop@example.com");
        message.setRecipients(RecipientType.TO, recipient);
        message.setSubject("Your order is confirmed");
        message.setText(BODY);
        Transport.send(message);
    }
}
