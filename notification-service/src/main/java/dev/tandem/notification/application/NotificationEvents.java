package dev.tandem.notification.application;

/** Publishes the outcome of a message to a customer, if the current transaction commits. */
public interface NotificationEvents {

    void sent(Notification notification);
}
