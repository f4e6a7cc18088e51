package dev.tandem.notification.application;

/** Passes messages to a mail server. */
public interface MailSender {

    /**
     * Sends the message.
     *
     * @throws UndeliverableException if the message can never be sent
     * @throws RuntimeException if the mail server did not accept it
     */
    void send(Notification notification);
}
