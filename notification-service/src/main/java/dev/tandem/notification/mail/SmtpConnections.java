package dev.tandem.notification.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Connections to the mail server, which are kept for the next message for a few seconds. A connection that has failed is
 * never used again, and no message is repeated here: whoever sends it decides about the next attempt.
 */
final class SmtpConnections implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SmtpConnections.class);

    /** Shorter than any mail server waits for a command. */
    static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final JavaMailSenderImpl settings;
    private final ConcurrentLinkedDeque<Resting> resting = new ConcurrentLinkedDeque<>();

    SmtpConnections(JavaMailSenderImpl settings) {
        this.settings = settings;
    }

    private record Resting(Transport transport, long since) {

        boolean isTooOld() {
            return System.nanoTime() - since > LONGEST_REST.toNanos();
        }
    }

    void send(MimeMessage message) throws MessagingException {
        message.setSentDate(Date.from(Instant.now()));
        message.saveChanges();
        var transport = connection();
        var isSent = false;
        try {
            transport.sendMessage(message, message.getAllRecipients());
            isSent = true;
        } finally {
            release(transport, isSent);
        }
    }

    private Transport connection() throws MessagingException {
        for (var next = resting.pollLast(); next != null; next = resting.pollLast()) {
            if (!next.isTooOld() && next.transport().isConnected()) { // asks the server
                return next.transport();
            }
            close(next.transport());
        }
        return newConnection();
    }

    private Transport newConnection() throws MessagingException {
        var protocol = settings.getProtocol() == null ? JavaMailSenderImpl.DEFAULT_PROTOCOL : settings.getProtocol();
        var transport = settings.getSession().getTransport(protocol);
        transport.connect(settings.getHost(), settings.getPort(), settings.getUsername(), settings.getPassword());
        return transport;
    }

    private void release(Transport transport, boolean isUsable) {
        if (isUsable) {
            resting.addLast(new Resting(transport, System.nanoTime()));
        } else {
            close(transport);
        }
    }

    /** Closes the connections that have rested for too long. */
    void closeOld() {
        for (var eldest = resting.pollFirst(); eldest != null; eldest = resting.pollFirst()) {
            if (!eldest.isTooOld()) {
                resting.addFirst(eldest);
                return;
            }
            close(eldest.transport());
        }
    }

    @Override
    public void close() {
        for (var next = resting.pollFirst(); next != null; next = resting.pollFirst()) {
            close(next.transport());
        }
    }

    /** The server may have closed it before. */
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException broken) {
            log.debug("cannot close a connection to the mail server: {}", broken.toString());
        }
    }
}
