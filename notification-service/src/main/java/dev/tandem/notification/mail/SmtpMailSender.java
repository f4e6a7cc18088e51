package dev.tandem.notification.mail;

import dev.tandem.contracts.EmailAddress;
import dev.tandem.notification.application.MailSender;
import dev.tandem.notification.application.Notification;
import dev.tandem.notification.application.UndeliverableException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends plain-text e-mail over SMTP. The {@code Message-ID} contains the notification's id, so a second copy can be
 * recognised. The mail library never parses an address: it would find lists, groups, names and comments in the text,
 * and write only the low byte of each character.
 */
@Component
class SmtpMailSender implements MailSender, AutoCloseable {

    private final SmtpConnections connections;
    private final InternetAddress from;

    /**
     * Creates a sender.
     *
     * @throws IllegalArgumentException if {@code from} is not an e-mail address
     */
    SmtpMailSender(JavaMailSenderImpl smtp, @Value("${tandem.notification.from}") String from) {
        this.connections = new SmtpConnections(smtp);
        this.from = EmailAddress.parse(from)
                .map(SmtpMailSender::inAscii)
                .orElseThrow(() -> new IllegalArgumentException("tandem.notification.from must be an e-mail address,"
                        + " such as orders@example.com, without a name"));
    }

    @Override
    public void send(Notification notification) {
        var message = prepared(notification);
        try {
            connections.send(message);
        } catch (MessagingException failure) {
            throw new MailSendException("not sent: " + failure, failure);
        }
    }

    /** Lets the mail server rest, too, when there is nothing to send. */
    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void closeOldConnections() {
        connections.closeOld();
    }

    @Override
    public void close() {
        connections.close();
    }

    private MimeMessage prepared(Notification notification) {
        try {
            return message(notification);
        } catch (MessagingException malformed) {
            throw new MailPreparationException(malformed);
        }
    }

    private MimeMessage message(Notification notification) throws MessagingException {
        var message = new FixedIdMessage("<" + notification.id() + "@tandem.dev>");
        message.setFrom(from);
        message.setRecipient(MimeMessage.RecipientType.TO, recipientOf(notification));
        message.setSubject(notification.subject(), "UTF-8");
        message.setText(notification.body(), "UTF-8");
        return message;
    }

    private static InternetAddress recipientOf(Notification notification) {
        return EmailAddress.parse(notification.recipient())
                .map(SmtpMailSender::inAscii)
                .orElseThrow(() -> new UndeliverableException(
                        "the recipient is no e-mail address that can be used exactly as it is written"));
    }

    /** Its constructor would parse the text. */
    private static InternetAddress inAscii(EmailAddress address) {
        var ascii = new InternetAddress();
        ascii.setAddress(address.toString());
        return ascii;
    }

    /**
     * A message that keeps its id: Jakarta Mail gives each message a new one when it is saved, unless this method is
     * overridden.
     */
    private static final class FixedIdMessage extends MimeMessage {

        private final String id;

        FixedIdMessage(String id) {
            super((jakarta.mail.Session) null);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
