package dev.tandem.notification.application;

/** Hands messages to a mail server. */
public interface MailSender {

    /**
     * Sends the message.
     *
     * @throws UndeliverableException if the message cannot be sent at any time
     * @throws RuntimeException if the mail server did not take it
     */
    void send(Notification notification);
}
