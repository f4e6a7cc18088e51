package dev.tandem.notification.mail;

import dev.tandem.notification.application.MailSender;
import dev.tandem.notification.application.Notification;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Sends plain-text e-mail over SMTP. The {@code Message-ID} is the notification's, so a second copy can be told apart. */
@Component
class SmtpMailSender implements MailSender {

    private final JavaMailSender smtp;
    private final String from;

    SmtpMailSender(JavaMailSender smtp, @Value("${tandem.notification.from}") String from) {
        this.smtp = smtp;
        this.from = from;
    }

    @Override
    public void send(Notification notification) {
        try {
            smtp.send(message(notification));
        } catch (MessagingException malformed) {
            throw new MailPreparationException(malformed);
        }
    }

    private MimeMessage message(Notification notification) throws MessagingException {
        var message = new FixedIdMessage("<" + notification.id() + "@tandem.dev>");
        message.setFrom(from);
        message.setRecipients(MimeMessage.RecipientType.TO, notification.recipient());
        message.setSubject(notification.subject(), "UTF-8");
        message.setText(notification.body(), "UTF-8");
        return message;
    }

    /** Jakarta Mail gives each message a new id when it is saved, unless this method says otherwise. */
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
