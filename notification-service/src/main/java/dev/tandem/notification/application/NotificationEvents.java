package dev.tandem.notification.application;

/** Tells the others what became of a message to a customer, if the running transaction commits. */
public interface NotificationEvents {

    void sent(Notification notification);
}
